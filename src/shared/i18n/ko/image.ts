import type { ImageFault } from '../../sms/jpeg';

/** Korean strings about images: the file dialog, and why an image is refused, with the remedy. */
export const image = {
  kind: 'JPEG 이미지',
  unreadable: '이미지 파일을 읽을 수 없습니다({{reason}}). 경로와 읽기 권한을 확인하세요.',
  'not-jpeg': 'JPEG 이미지가 아닙니다. JPEG(.jpg) 파일을 선택하세요.',
  'too-heavy': '이미지 용량이 너무 큽니다({{kilobytes}}KB). 300KB 이하로 줄이세요.',
  'too-large': '이미지 크기가 너무 큽니다({{width}}×{{height}}픽셀). 1500×1440픽셀 이하로 줄이세요.',
} as const satisfies Record<ImageFault['code'] | 'kind', string>;
