import type { CommandSpec } from '../../command.ts';
import { outputOptions } from '../shared-options.ts';

export const completionCommand: CommandSpec = {
  name: 'completion',
  summary: {
    en: 'print a script that lets your shell complete commands and options',
    zh: '生成让 shell 补全命令和选项的脚本',
  },
  arguments: [{ name: '<shell>', text: { en: 'bash, zsh or fish', zh: 'bash、zsh 或 fish' } }],
  options: outputOptions.filter(({ flags }) => flags !== '--json'),
  examples: [
    'completion bash > ~/.local/share/bash-completion/completions/aliyun-sms',
    'completion zsh > ~/.aliyun-sms-completion.zsh',
    'completion fish > ~/.config/fish/completions/aliyun-sms.fish',
  ],
  load: () => import('./completion.ts'),
};
