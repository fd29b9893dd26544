import { qualificationOf } from '../../accounts/qualifications.ts';
import { Refusal } from '../../wire/refusal.ts';
import { parameter, wholeNumber, type Call, type Operation } from '../operation.ts';
import { ID, qualificationNotExist } from './qualification-queries.ts';

/**
 * Assigns another qualification of the account to a signature.
 * Source: the official SDK, 4.6.0, with the codes of Aliyun's API error list.
 * Unverified: that `SMS_STATUS_ILLEGAL` means a signature in review or withdrawn, and that neither the
 * review nor the carriers' filing starts again.
 */
export const changeSignatureQualification: Operation = {
  action: 'ChangeSignatureQualification',
  product: 'sms',
  required: ['QualificationId', 'SignatureName'],
  run(call) {
    const { signNames } = call.account;
    const signName = signNames.get(parameter(call, 'SignatureName'));
    if (signName === undefined) {
      throw refusal('SmsSignatureNotExist', 'The signature does not exist.');
    }
    if (signName.status !== 'approved' && signName.status !== 'rejected') {
      throw refusal('SMS_STATUS_ILLEGAL', 'The state of the signature does not allow this.');
    }
    const qualificationId = approvedQualification(call);
    signNames.set(signName.signName, { ...signName, qualificationId });
    return {
      Success: true,
      Data: { ErrCode: 'OK', ErrMessage: 'OK', Success: true, Data: {} },
    };
  },
};

function approvedQualification(call: Call): number {
  const id = wholeNumber(call, 'QualificationId', ID);
  const qualification = qualificationOf(call.account.start.qualificationIds, id);
  if (qualification === undefined) {
    throw qualificationNotExist();
  }
  if (qualification.status === 'incomplete') {
    throw refusal('QualificationNotComplete', 'The qualification is not complete.');
  }
  if (qualification.status !== 'approved') {
    throw refusal('SmsQualificationNotPassed', 'The qualification has not passed its review.');
  }
  return id;
}

function refusal(apiCode: string, message: string): Refusal {
  return new Refusal('parameters', apiCode, { message });
}
