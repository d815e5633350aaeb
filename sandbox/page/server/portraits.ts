/* Drawn for this page; they stand for the pictures that agents have in Brevo. */

const JULIA = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
<rect width="96" height="96" fill="#ffe3a3"/>
<path d="M26 76V42c0-14 9-24 22-24s22 10 22 24v34z" fill="#6b3f2a"/>
<path d="M14 104c0-20 14-32 34-32s34 12 34 32z" fill="#0b5d46"/>
<path d="M40 60h16v14c0 5-16 5-16 0z" fill="#e0a585"/>
<ellipse cx="48" cy="47" rx="15" ry="18" fill="#f2bd9d"/>
<path d="M32 44c0-13 8-18 17-18 9 0 15 6 15 17-6-1-13-4-17-10-3 6-8 10-15 11z" fill="#6b3f2a"/>
<circle cx="42" cy="48" r="1.9" fill="#2b1c15"/><circle cx="54" cy="48" r="1.9" fill="#2b1c15"/>
<path d="M43 56c3 3 7 3 10 0" fill="none" stroke="#8c4a33" stroke-width="2" stroke-linecap="round"/>
</svg>`

const MARCO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
<rect width="96" height="96" fill="#cfe3dc"/>
<path d="M12 104c0-21 15-32 36-32s36 11 36 32z" fill="#8a5a00"/>
<path d="M40 60h16v14c0 5-16 5-16 0z" fill="#b97f5c"/>
<ellipse cx="48" cy="46" rx="15.500" ry="18" fill="#cf9570"/>
<path d="M32 49c0 13 7 19 16 19s16-6 16-19c-3 6-5 8-9 8-3 0-4-1-7-1s-4 1-7 1c-4 0-6-2-9-8z" fill="#2a2320"/>
<path d="M31 44c-2-15 7-22 18-22 10 0 18 7 16 22-2-5-3-9-6-11-8 2-17 1-22 0-3 2-5 6-6 11z" fill="#2a2320"/>
<circle cx="42" cy="46" r="1.900" fill="#20150f"/><circle cx="54" cy="46" r="1.900" fill="#20150f"/>
<path d="M44 60c3 2 5 2 8 0" fill="none" stroke="#e8b99a" stroke-width="2" stroke-linecap="round"/>
</svg>`

/** The picture of an agent, as SVG. */
export const portraitOf = (name: string): string => (name === 'Marco' ? MARCO : JULIA)
