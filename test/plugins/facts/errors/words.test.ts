import { describe, expect, it } from 'vitest';
import { challenges } from '../../../../plugins/facts/errors/words.js';

describe('a challenge', () => {
  it.each([
    'That is wrong, the tower is not 412 meters tall.',
    'That’s not correct.',
    'No, this isn’t right.',
    'You said 45 euros, but the form says 60.',
    'But you said 45 euros earlier.',
    'You are mistaken.',
    'The rate is not 45 euros any more.',
    'Your total is incorrect.',
    'The rate is wrong.',
    'That contradicts your first answer.',
    'That is outdated.',
    'Das ist falsch.',
    'Das stimmt so nicht.',
    'Sie sagten 45 Euro, aber es sind 60.',
    'Ce n’est pas exact.',
    'Vous avez dit 45 euros, mais c’est 60.',
    'Eso no es correcto.',
    'Usted dijo 45 euros, pero son 60.',
  ])('is: %s', (text) => {
    expect(challenges(text)).toBe(true);
  });

  it.each([
    'Great, you said 45 euros with form TR-2201, that helps. Thanks!',
    'As you said, 45 euros.',
    'You said 45 euros, but can I also claim the taxi?',
    'Are you sure? The list is what I want.',
    'Please double-check the total of 45 euros.',
    'My passport is outdated.',
    'If I am not mistaken, form TR-2201 is next.',
    'Is anything wrong?',
    'I see that nothing is wrong.',
    'Das ist nicht schlimm.',
    'Sind Sie sicher?',
    'Êtes-vous sûr ?',
    '¿Está seguro?',
  ])('is not: %s', (text) => {
    expect(challenges(text)).toBe(false);
  });
});
