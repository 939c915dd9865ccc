import assert from 'node:assert/strict';
import type { XmlElement, XmlFile } from '../../../../src/syntax/xml/tree';
import { contains, type Span } from '../../../../src/text/span';

/** An answer file with something of everything. Its passwords are `Geheim-1` and `Geheim-2`. */
export const realistic = `<?xml version="1.0" encoding="utf-8"?>
<!-- A machine for the office -->
<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">
  <settings pass="oobeSystem">
    <component name="Microsoft-Windows-Shell-Setup" processorArchitecture='amd64'>
      <AutoLogon>
        <Password><Value>Geheim-1</Value><PlainText>true</PlainText></Password>
        <Enabled>true</Enabled><LogonCount>3</LogonCount><Username>größe 😀</Username>
      </AutoLogon>
      <FirstLogonCommands>
        <SynchronousCommand wcm:action="add">
          <Order>2</Order>
          <CommandLine>cmd /c &quot;a &amp;&amp; b&quot; <!-- why --> &#x1F600;</CommandLine>
          <Description>second</Description>
        </SynchronousCommand>
        <SynchronousCommand wcm:action="add">
          <Order>1</Order>
          <CommandLine><![CDATA[echo "<&>"]]></CommandLine>
        </SynchronousCommand>
      </FirstLogonCommands>
      <OOBE><NetworkLocation>Work</NetworkLocation></OOBE>
      <UserAccounts><LocalAccounts><LocalAccount wcm:action="add">
        <Password><Value>Geheim-2</Value></Password><Name>vagrant</Name>
      </LocalAccount></LocalAccounts></UserAccounts>
    </component>
  </settings>
  <settings pass="windowsPE">
    <component name="Microsoft-Windows-Setup" processorArchitecture="amd64">
      <RunSynchronous><RunSynchronousCommand wcm:action="add">
        <Path>wpeinit</Path><Order>1</Order><WillReboot>OnRequest</WillReboot>
        <Credentials><Password>Geheim-2</Password></Credentials>
      </RunSynchronousCommand></RunSynchronous>
      <ImageInstall><OSImage><InstallFrom><MetaData wcm:action="add">
        <Key>/IMAGE/INDEX</Key><Value>2</Value>
      </MetaData></InstallFrom></OSImage></ImageInstall>
      <UseConfigurationSet/>
    </component>
  </settings>
</unattend>
`;

/** Every element of a tree, outer ones first. */
export const allElements = (element: XmlElement | undefined): XmlElement[] =>
  element
    ? [element, ...element.children.flatMap((child) => (child.kind === 'element' ? allElements(child) : []))]
    : [];

/** Asserts that all that a file tells of stands in the text, and the inner in the outer. */
export function assertSpans(file: XmlFile, text: string): void {
  const check = (span: Span, outer: Span = { start: 0, end: text.length }): void => {
    assert.ok(
      span.start <= span.end && contains(outer, span),
      `${JSON.stringify(span)} in ${JSON.stringify(outer)}`,
    );
  };
  for (const { span } of file.problems) check(span);
  for (const comment of file.comments) check(comment);
  for (const element of allElements(file.root)) {
    check(element.span);
    check(element.openTag, element.span);
    check(element.content, element.span);
    if (element.closeTag) check(element.closeTag, element.span);
    check(element.nameSpan, element.openTag);
    assert.equal(text.slice(element.nameSpan.start, element.nameSpan.end), element.name.text);
    for (const { name, nameSpan, valueSpan } of element.attributes) {
      check(nameSpan, element.openTag);
      check(valueSpan, element.openTag);
      assert.equal(text.slice(nameSpan.start, nameSpan.end), name.text);
    }
    let at = element.content.start;
    for (const child of element.children) {
      check(child.span, { start: at, end: element.content.end });
      at = child.span.end;
      if (child.kind === 'text') check(child.content, child.span);
    }
  }
}

/** Numbers from 0 up to, but not including 1; the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
