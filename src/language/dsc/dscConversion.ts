import type { Template } from '../../pipeline/template/template';
import { dscPlaces } from '../../rules/fixes/convertDsc/dscPlaces';
import type { Location } from '../../text/location';
import type { Messages } from '../messages';
import { isSamePath } from '../../text/pathKey';

/** An offer to write a dsc step as core provisioners. */
export interface DscConversion {
  readonly title: string;
  /** `quickfix` where a finding is that Packer can't load the step, which it mends. */
  readonly kind: ConversionKind;
  /** Of the step. */
  readonly location: Location;
}

export type ConversionKind = 'quickfix' | 'refactor.rewrite';

/** What is asked about. */
interface Asked {
  /** A stretch of a file of the template. */
  readonly at: Location;
  /** A finding is there that Packer can't load the step. */
  readonly isUnloadable: boolean;
  readonly wants: (kind: ConversionKind) => boolean;
}

/** Offers to convert the dsc step that a stretch of a template touches. */
export function dscConversion(
  template: Template,
  { at, isUnloadable, wants }: Asked,
  messages: Pick<Messages, 'convertDsc'>,
): DscConversion | undefined {
  const location = dscPlaces(template).find(
    ({ path, span }) => isSamePath(path, at.path) && span.start <= at.span.end && at.span.start <= span.end,
  );
  if (!location) return undefined;
  const kinds: readonly ConversionKind[] = isUnloadable
    ? ['quickfix', 'refactor.rewrite']
    : ['refactor.rewrite'];
  const kind = kinds.find(wants);
  return kind && { title: messages.convertDsc, kind, location };
}
