import './mantine.css';
import '@mantine/notifications/styles.css';
import './window.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseLanguage, createI18n } from '../shared/i18n/translator';
import { windowTexts } from '../shared/i18n/window-texts';
import { createActions } from './bridge/actions';
import { createAppStore } from './bridge/app-store';
import { App } from './shell/app';
import { shareStyleNonce } from './style-nonce';

shareStyleNonce();
const store = createAppStore(window.logbell);
const actions = createActions(window.logbell, store);
const i18n = createI18n(chooseLanguage('system', navigator.language), windowTexts);
const root = document.getElementById('root');
if (root) {
  void store.start();
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
