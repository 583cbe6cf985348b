import type { ActionRefusal } from '../../contract/delivery/text-actions';

/** Korean sentences for refused actions on a text. */
export const textAction = {
  'no-such-text': '문자를 찾을 수 없습니다.',
  'not-now': '대기 중이거나 보내는 중인 문자입니다. 결과가 나온 뒤 다시 시도하세요.',
  over: '이미 처리가 끝난 문자입니다.',
  practice: '이미 끝난 연습 문자라서 다시 보낼 수 없습니다.',
  'may-repeat': '이미 도착한 문자일 수 있습니다. 다시 보내면 같은 문자가 두 번 도착하고 요금이 또 들 수 있습니다.',
} as const satisfies Record<ActionRefusal, string>;
