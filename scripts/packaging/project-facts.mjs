/** Facts about the project that both packages carry. */

export const MAINTAINER = 'Logbell contributors <contributors@logbell.invalid>';
export const HOMEPAGE = 'https://logbell.invalid';
