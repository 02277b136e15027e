/**
 * What the exit code says. When several hold, the first of this order decides: 70, 2, 3, 1, 4, 5, 0.
 *
 * | code | name | meaning |
 * |---|---|---|
 * | 0 | clear | the report was made and the gate is clear or off |
 * | 1 | gateFailed | a finding at or above the gate's severity and confidence |
 * | 2 | usage | unknown command, option, format, session or fact; a broken config; a report file that cannot be written |
 * | 3 | noInput | no record could be read anywhere; with `--strict` also: any damaged record |
 * | 4 | rulesInvalid | a rule pack, or a rule of one, could not be loaded, or a pack holds no rule |
 * | 5 | incomplete | nothing, or too little, could be evaluated; also: no turn holds recorded text |
 * | 70 | defect | a mistake in backturn itself |
 */
export const exitCodes = {
  clear: 0,
  gateFailed: 1,
  usage: 2,
  noInput: 3,
  rulesInvalid: 4,
  incomplete: 5,
  defect: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
