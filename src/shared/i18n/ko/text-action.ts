import type { ActionRefusal } from '../../contract/text-actions';

/** Korean sentences for refused actions on a text. */
export const textAction = {
  'no-such-text': '그런 문자가 없습니다.',
  'not-now': '지금 보내는 중이거나 차례를 기다리는 문자입니다. 결과가 나온 뒤 다시 하십시오.',
  over: '이미 끝난 문자입니다.',
  practice: '연습 문자입니다. 실제로는 보내지 않습니다.',
  'may-repeat': '이 내용은 이미 전달되었을 수 있습니다. 다시 보내면 받는 사람이 두 번 받고 요금도 다시 들 수 있습니다.',
} as const satisfies Record<ActionRefusal, string>;
