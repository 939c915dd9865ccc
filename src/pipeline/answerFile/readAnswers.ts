import type { Answer, AnswerImage, AutoLogon, InComponent } from './answerFile';
import type { AnswerReader, FoundComponent } from './answerReader';

type Found = readonly FoundComponent[];

/** Who is logged on without being asked. The password beside it is left where it is. */
export const readAutoLogons = (components: Found, reader: AnswerReader): AutoLogon[] =>
  components.flatMap(({ element, component }) =>
    reader.all(element, 'AutoLogon').map((autoLogon) => ({
      component,
      enabled: reader.boolean(autoLogon, 'Enabled'),
      logonCount: reader.number(autoLogon, 'LogonCount'),
      username: reader.text(autoLogon, 'Username'),
      location: reader.location(autoLogon.openTag),
    })),
  );

export const readNetworkLocations = (components: Found, reader: AnswerReader) =>
  textsAt(components, reader, ['OOBE'], 'NetworkLocation');

export const readAccounts = (components: Found, reader: AnswerReader) =>
  textsAt(components, reader, ['UserAccounts', 'LocalAccounts', 'LocalAccount'], 'Name');

export const readImages = (components: Found, reader: AnswerReader): AnswerImage[] =>
  components.flatMap(({ element, component }) =>
    reader.all(element, 'ImageInstall', 'OSImage', 'InstallFrom', 'MetaData').flatMap((data) => {
      const key = reader.text(data, 'Key')?.text;
      const value = reader.text(data, 'Value');
      return key !== undefined && value ? [{ ...value, key, component }] : [];
    }),
  );

/** The texts of the elements of a name in the elements at the end of a way. */
const textsAt = (
  components: Found,
  reader: AnswerReader,
  way: readonly string[],
  name: string,
): (Answer<string> & InComponent)[] =>
  components.flatMap(({ element, component }) =>
    reader.all(element, ...way).flatMap((parent) => {
      const answer = reader.text(parent, name);
      return answer ? [{ ...answer, component }] : [];
    }),
  );
