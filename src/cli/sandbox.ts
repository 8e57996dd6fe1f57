import { HumanError } from '../kit/humanError';
import { msg, translate, type Language, type Message } from '../kit/l10n';
import { findOuterSandbox, type OuterSandbox } from '../runner/outerSandbox';

/** `auto` takes what the machine grants and says what that is; `on` refuses to grade without; `off` asks for none. */
export const SANDBOX_CHOICES = ['auto', 'on', 'off'] as const;
export type SandboxChoice = (typeof SANDBOX_CHOICES)[number];

const KINDS: Record<OuterSandbox['kind'], Message> = {
  namespacesReadOnly: msg('Outer sandbox: Linux namespaces without network, read-only file system.'),
  namespaces: msg('Outer sandbox: Linux namespaces without network; the file system is protected by Node’s permission model alone.'),
  seatbelt: msg('Outer sandbox: macOS sandbox without network and without writing.'),
};

/** Finds the sandbox that was asked for, and says on stderr which it is or why there is none. @throws HumanError */
export async function outerSandbox(choice: SandboxChoice, language: Language): Promise<OuterSandbox | undefined> {
  const tell = (message: Message) => void process.stderr.write(`${translate(message, language)}\n`);
  if (choice === 'off') return void tell(msg('Outer sandbox: off. Node’s permission model alone stands between the submissions and this machine.'));
  const found = await findOuterSandbox();
  if ('kind' in found) {
    tell(KINDS[found.kind]);
    return found;
  }
  if (choice === 'on') throw new HumanError(msg('This machine grants no outer sandbox ({why}).', { why: found.why }), msg('Allow unprivileged user namespaces, or grade in a container or virtual machine of your own with --sandbox off.'));
  tell(msg('Outer sandbox: none on this machine ({why}). Node’s permission model alone stands between the submissions and this machine.', { why: found.why }));
  return undefined;
}
