export { createGateway } from './gateway.ts';
export type { Gateway, GatewayOptions, GatewaySender } from './gateway.ts';
export { GatewayRefusal } from './gateway-refusal.ts';
export { readReports, reportAnswer } from './delivery-reports.ts';
export type { DeliveryReport } from './delivery-reports.ts';
export { startGateway } from './start-gateway.ts';
export type { RunningGateway, StartGatewayOptions } from './start-gateway.ts';
