import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n as I18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import type { Actions } from '../bridge/actions';
import { AppProvider, usePhase } from '../bridge/app-context';
import type { AppStore } from '../bridge/app-store';
import { SettingsSaverProvider } from '../components/saving/settings-saver';
import { LeaveGuardProvider } from '../navigation/leave-guard';
import { NavigationProvider, type OnShowPage } from '../navigation/navigation';
import { FailedPage, LoadingPage } from './phase-pages';
import { Preferences } from './preferences';
import { Shell } from './shell';
import { styleNonce } from './style-nonce';
import { cssVariables, theme } from './theme';

interface AppProps {
  readonly store: AppStore;
  readonly actions: Actions;
  readonly i18n: I18n;
  readonly onShowPage: OnShowPage;
}

/** Root component of the window. */
export function App({ store, actions, i18n, onShowPage }: AppProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <AppProvider store={store} actions={actions}>
          <Preferences />
          {/* As narrow as the navigation, so that no message covers a form. */}
          <Notifications position="bottom-left" containerWidth={168} notificationMaxHeight="60vh" limit={3} />
          <LeaveGuardProvider>
            <NavigationProvider onShowPage={onShowPage}>
              <Phase />
            </NavigationProvider>
          </LeaveGuardProvider>
        </AppProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}

function Phase() {
  switch (usePhase()) {
    case 'loading':
      return <LoadingPage />;
    case 'failed':
      return <FailedPage />;
    case 'ready':
      return (
        <SettingsSaverProvider>
          <Shell />
        </SettingsSaverProvider>
      );
  }
}
