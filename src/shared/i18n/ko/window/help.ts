/** Korean strings of the help page. */
export const helpStrings = {
  help: {
    versions: '버전',
    places: '파일 위치',
    links: '바로가기',
    configFile: '설정 파일',
    dataDir: '데이터 폴더',
    logFile: 'Logbell 로그',
    sampleLog: '예제 로그',
    openFolder: '폴더 열기',
    openFolderOf: '폴더 열기: {{name}}',
    noTray: '이 데스크톱에는 트레이 아이콘이 표시되지 않습니다',
    noTrayText:
      'GNOME에서는 AppIndicator 확장을 설치하세요. 아이콘이 없어도 감시는 계속되며, Logbell을 다시 실행하면 이 창이 열립니다.',
  },
  diagnostics: {
    title: '진단 파일',
    text: '문의할 때 첨부하는 파일입니다. API 인증키, 전화번호, 이름, 패턴, 문구, 로그 내용은 포함되지 않습니다.',
    show: '내용 보기',
    content: '진단 파일의 내용',
    save: '파일로 저장',
    saved: '저장했습니다: {{path}}',
    part: {
      versions: 'Logbell, Electron, 운영 체제의 버전',
      settings: '설정: 옵션, 제한, 시간. 이름, 경로, 패턴, 전화번호, 문구는 길이나 형태만',
      status: '현재 상태와 로그별 읽은 위치',
      problems: '최근 문제',
      ledger: '기록 데이터베이스: 파일 크기와 최근 기록의 건수',
      log: 'Logbell 로그의 마지막 200줄',
    },
  },
  licences: {
    title: '오픈소스 라이선스',
    text: 'Logbell은 MIT 라이선스로 배포되며 오픈소스 패키지 {{count, number}}개를 포함합니다.',
    show: '목록 보기',
    hide: '목록 숨기기',
    package: '패키지',
    version: '버전',
    licence: '라이선스',
  },
  link: {
    'sens-guide': 'SENS 사용 가이드',
    'sens-projects': 'SENS 프로젝트',
    'api-keys': 'API 인증키 관리',
    'ncloud-console': 'Ncloud 콘솔',
  },
} as const;
