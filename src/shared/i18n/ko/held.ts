/** Korean strings for counted held matches. */
export const held = {
  more: '같은 1분 안에 {{count, number}}건이 더 보류되었습니다.',
  threshold: '{{within}} 안에 {{count}}건이 되어야 알립니다.',
} as const;
