import type { Pipeline } from '../../pipeline/pipeline';
import type { Report, RuleOptions } from '../rule';
import { nothingToBuild, undeclaredSources, unusedSources } from './builds';
import { invalidConstraints } from './constraints';
import { circularReferences } from './cycles';
import { duplicateDefinitions } from './duplicates';
import { unknownFunctions, wrongArguments } from './functions';
import { invalidKeys, nothingToBuildInJson, undeclaredUserVariables, unknownKeys } from './json';
import { invalidDurations, registryLimits } from './steps';
import { emptyDynamics, reservedNames, unknownArguments, unknownBlocks, wrongLabels } from './structure';
import { callsWithoutMeaning } from './templateCalls';
import { undeclaredNames } from './undeclaredNames';
import { unusedVariables } from './unusedVariables';
import { invalidVariables } from './variables';

type Check = (pipeline: Pipeline, options: RuleOptions) => Iterable<Report>;

const all =
  (...checks: readonly Check[]): Check =>
  (pipeline, options) =>
    checks.flatMap((check) => [...check(pipeline, options)]);

/**
 * What rules ask about the language of Packer's core, by the rules' ids. It is loaded when the first template is linted: see
 * `late` in scripts/build.mjs.
 */
export const grammarChecks = {
  'circular-reference': circularReferences,
  'duplicate-definition': duplicateDefinitions,
  'empty-dynamic': emptyDynamics,
  'invalid-constraint': all(invalidConstraints, invalidKeys),
  'invalid-duration': invalidDurations,
  'invalid-variable': invalidVariables,
  'nothing-to-build': all(nothingToBuild, nothingToBuildInJson),
  'registry-limits': registryLimits,
  'reserved-name': reservedNames,
  'template-call-without-meaning': callsWithoutMeaning,
  'undeclared-name': all(undeclaredNames, undeclaredSources, undeclaredUserVariables),
  'unknown-argument': all(unknownArguments, unknownKeys),
  'unknown-block': unknownBlocks,
  'unknown-function': unknownFunctions,
  'unused-source': unusedSources,
  'unused-variable': unusedVariables,
  'wrong-arguments': wrongArguments,
  'wrong-labels': wrongLabels,
} as const satisfies Readonly<Record<string, Check>>;
