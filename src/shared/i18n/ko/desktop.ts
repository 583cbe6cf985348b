/** Korean strings that the desktop app prints in a terminal. */
export const desktop = {
  help: `사용법: logbell-desktop [옵션]

  --hidden           창을 열지 않고 트레이에서 시작
  --config-dir DIR   설정, 데이터, 로그를 DIR 폴더에 저장(LOGBELL_CONFIG_DIR와 같음)
  --version          버전 출력
  --help             도움말 출력

Logbell이 이미 실행 중이면 그 창을 엽니다. Chromium 옵션도 사용할 수 있습니다:
  --password-store=gnome-libsecret|kwallet5|kwallet6|basic   키를 저장할 키링
  --ozone-platform=x11|wayland                               사용할 디스플레이 시스템
`,
} as const;
