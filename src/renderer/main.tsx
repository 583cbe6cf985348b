import './mantine.css';
import '@mantine/notifications/styles.css';
import './window.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseLanguage } from '../shared/i18n/language';
import { createActions } from './bridge/actions';
import { createAppStore } from './bridge/app-store';
import { App } from './shell/app';
import { shareStyleNonce } from './shell/style-nonce';
import { chosenLanguage, loadTexts, windowI18n } from './format/window-i18n';

shareStyleNonce();
const loadingI18n = windowI18n(chooseLanguage('system', navigator.language));
const store = createAppStore(window.logbell, async (snapshot) => {
  const language = chosenLanguage(snapshot);
  const i18n = await loadingI18n;
  await loadTexts(i18n, language);
  await i18n.changeLanguage(language);
});

const actions = createActions(window.logbell, store);
const root = document.getElementById('root');
if (root) {
  void store.start();
  const i18n = await loadingI18n;
  createRoot(root).render(
    <StrictMode>
      <App
        store={store}
        actions={actions}
        i18n={i18n}
        onShowPage={(show) => window.logbell.on('window:show-page', show)}
      />
    </StrictMode>,
  );
}
