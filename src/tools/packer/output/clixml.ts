import { referencePattern, resolveReference } from '../../../syntax/xml/references';

/** How PowerShell begins to write its streams as XML. */
const start = /^#< CLIXML/;
/** How each piece of that begins or ends; Packer prints it line by line. */
const piece = /^(?:#< CLIXML|<\/?(?:Objs|Obj|MS|TN|TNRef|PR|AV|S)\b)|<\/Objs>\s*$/;

export const startsClixml = (text: string): boolean => start.test(text);

export const isClixml = (text: string): boolean => text.includes('<') && piece.test(text);

/**
 * What PowerShell has written to its error stream, as the lines that it would show in a console.
 * Characters that XML cannot hold are written as `_x000A_`: the PowerShell Remoting Protocol, section 2.2.5.3.2.
 * @param text a line of XML
 */
export function clixmlErrors(text: string): string[] {
  const errors = [...text.matchAll(/<S S="Error">([^<]*)<\/S>/g)].map(([, content = '']) => content);
  return errors
    .join('')
    .replace(new RegExp(referencePattern, 'g'), (reference) => resolveReference(reference) ?? reference)
    .replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .split(/\r\n|\r|\n/);
}
