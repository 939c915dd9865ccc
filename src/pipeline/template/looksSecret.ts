const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What names of secrets are made of. Words stand between `_`, `-` and capitals, without numbers at their end. */
const table = {
  /** Words that say it by themselves. */
  secret: words(
    'password passwords passwd passphrase passcode passwort kennwort pass pwd pw psk secret secrets token tokens ' +
      'credential credentials cred creds pat otp totp bearer jwt authorization apikey sharedkey connstr',
  ),
  /** What glued words end with: `adminpassword`, `rootpw`, `secretkey`, `connectionstring`. */
  endings: [
    'password',
    'passwd',
    'passphrase',
    'passwordhash',
    'passwort',
    'pass',
    'pwd',
    'pw',
    'secret',
    'token',
    'credentials',
    'apikey',
    'secretkey',
    'privatekey',
    'accesskey',
    'licensekey',
    'productkey',
    'connectionstring',
  ],
  /** Words that end so by chance, or say that there is none, as in sudoers. */
  byChance: words(
    'nopasswd nopassword nopass compass bypass encompass surpass trespass overpass underpass lowpass',
  ),
  /** Two words of which the first makes a secret of the second. */
  pairs: new Map([
    [
      'key',
      words(
        'api private access secret license product encryption signing auth master storage account shared ' +
          'activation subscription registration deploy host function symmetric preshared session hmac luks recovery',
      ),
    ],
    ['string', words('connection conn')],
    ['str', words('connection conn')],
    ['signature', words('access')],
    ['phrase', words('pass')],
    ['sas', words('storage blob container')],
  ]),
  /** Last words of what is told of a secret without being it. */
  about: words(
    'file files filename path paths folder dir directory url uri endpoint name names id ids length version timeout type ' +
      'types enabled disabled required policy policies through ttl expiry expires expiration expire duration lifetime age days ' +
      'count attempts retries prompt hint algorithm method provider complexity history manager store vault sku crn arn ' +
      'scope scopes label labels mode bits size interval rotation validation validity authentication auth user username ' +
      'owner location region field env change reset strategy rule rules min max by at',
  ),
  /** Words before a secret that make a switch of it: `vnc_use_password`. */
  switches: words('use uses enable disable skip allow require requires no is has show force reset change'),
  /** Whole names that mean something else. */
  other: words('httptokens'),
};

/**
 * Whether a variable's name says that its value is a secret: `winrm_password`, `apiToken`, `rootpw`; not `ssh_key_file`,
 * `password_policy`.
 */
export function looksSecret(name: string): boolean {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((part) => part.replace(/\d{1,4}$/, ''))
    .filter(Boolean);
  if (table.about.has(parts.at(-1) ?? '') || table.other.has(parts.join(''))) return false;
  return parts.some(
    (part, at) =>
      !table.switches.has(parts[at - 1] ?? '') &&
      (saysIt(part) || table.pairs.get(part)?.has(parts[at - 1] ?? '') === true),
  );
}

const saysIt = (word: string): boolean =>
  table.secret.has(word) ||
  (!table.byChance.has(word) && table.endings.some((ending) => word.endsWith(ending)));

// cspell:ignore passwort kennwort creds sharedkey connstr nopasswd nopassword nopass
