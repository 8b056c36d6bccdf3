import { type DefinitionFault, readDefinitionText } from '../state-machine-definition.ts';
import { operation } from './operation.ts';
import { DEFINITION, STATE_MACHINE_TYPE } from './state-machine-rules.ts';

interface ValidateStateMachineDefinitionInput {
  readonly definition: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly maxResults?: number;
}

const DEFAULT_MAX_RESULTS = 100;

/**
 * Tells what is wrong with a definition.
 *
 * Local runtime: only errors are looked for, no warnings.
 *
 * @see "ValidateStateMachineDefinition" (Step Functions API Reference)
 */
export const validateStateMachineDefinition = operation<ValidateStateMachineDefinitionInput>({
  rules: {
    definition: { ...DEFINITION, required: true },
    type: STATE_MACHINE_TYPE,
    severity: { type: 'string', values: ['ERROR', 'WARNING'] },
    maxResults: { type: 'integer', range: [0, 100] },
  },
  answer(_context, { definition, type = 'STANDARD', maxResults }) {
    const { faults } = readDefinitionText(definition, type);
    const shown = faults.slice(0, maxResults || DEFAULT_MAX_RESULTS);
    return {
      diagnostics: shown.map(diagnostic),
      result: faults.length === 0 ? 'OK' : 'FAIL',
      truncated: shown.length < faults.length,
    };
  },
});

function diagnostic({ code, message, pointer }: DefinitionFault) {
  return {
    code,
    ...(pointer === '' ? {} : { location: pointer }),
    message,
    severity: 'ERROR',
  };
}
