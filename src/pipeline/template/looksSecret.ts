const secrets = new Set(
  'password passwd pwd passphrase pass secret secrets token tokens credential credentials apikey'.split(' '),
);

/** Words before `key` that make it one which others must not have. */
const keys = new Set('api private access secret license product encryption signing auth master'.split(' '));

/** Last words of names that speak of a secret without being it. */
const harmless = new Set(
  'file path folder dir directory url uri name id length version timeout type enabled required'.split(' '),
);

/** Whether a variable's name says that its value is a secret: `winrm_password`, `apiToken`; not `ssh_key_file`. */
export function looksSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
  if (harmless.has(words.at(-1) ?? '')) return false;
  return words.some((word, at) => secrets.has(word) || (word === 'key' && keys.has(words[at - 1] ?? '')));
}
