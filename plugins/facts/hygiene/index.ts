import { z } from 'zod';
import { defineFacts, fact, spanEvidence } from '../../../src/plugin.js';

export default defineFacts({
  apiVersion: 1,
  id: 'hygiene',
  facts: [
    fact({
      id: 'hygiene.orphans',
      scope: 'turn',
      title: 'Number of spans of the turn whose parent is not in the dump',
      cost: 2,
      returns: z.number(),
      measure: ({ turn }) => {
        const orphans = turn.spans.filter((span) => span.parent?.synthetic === 'missing-parent' && !span.synthetic);
        return { value: orphans.length, evidence: orphans.slice(0, 3).map((span) => spanEvidence(turn, span, { what: 'span without its parent', text: `parent ${span.parentId ?? ''} is not in the dump` })) };
      },
    }),
    fact({
      id: 'hygiene.unfinishedSpans',
      scope: 'turn',
      title: 'Number of spans of the turn that started and never ended',
      cost: 2,
      returns: z.number(),
      measure: ({ turn }) => {
        const open = turn.spans.filter((span) => span.startNs !== undefined && span.endNs === undefined && !span.synthetic);
        return { value: open.length, evidence: open.slice(0, 3).map((span) => spanEvidence(turn, span, { what: 'span without an end', text: span.name })) };
      },
    }),
    fact({
      id: 'hygiene.failedScorers',
      scope: 'turn',
      title: 'Names of the scorers that failed instead of judging the turn',
      cost: 1,
      returns: z.array(z.string()),
      measure: ({ turn }) => {
        const failed = turn.assessments.filter((assessment) => assessment.error !== undefined);
        const evidence = failed.map(({ name, error }) => spanEvidence(turn, turn.root, { what: `scorer "${name}"`, text: [error?.code, error?.message].filter(Boolean).join(': ') }));
        return { value: failed.map(({ name }) => name), evidence };
      },
    }),
  ],
});
