import type { ImageFault } from '../../sms/jpeg';

/** Korean strings about pictures: the file dialog, and why a picture cannot be sent, with the remedy. */
export const image = {
  kind: 'JPEG 그림',
  unreadable: '그림 파일을 읽을 수 없습니다({{reason}}). 경로와 읽기 권한을 확인하십시오.',
  'not-jpeg': 'JPEG 그림이 아닙니다. JPEG(.jpg)로 저장한 파일을 고르십시오.',
  'too-heavy': '그림이 {{kilobytes}}KB로 너무 큽니다. 300KB 이하로 줄이십시오.',
  'too-large': '그림이 {{width}}×{{height}}픽셀로 너무 큽니다. 1500×1440픽셀 이하로 줄이십시오.',
} as const satisfies Record<ImageFault['code'] | 'kind', string>;
