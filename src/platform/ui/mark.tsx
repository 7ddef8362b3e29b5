/** The mark: a way that bends, and the place where it pauses. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="#0f5c70" />
    <path
      d="M6 23.5c4.2 0 6.4-2.3 6.4-6.1 0-4.6 2.4-8.1 7-8.1h6.6"
      fill="none"
      stroke="#fff"
      strokeWidth="2.6"
      strokeLinecap="round"
    />
    <circle cx="19.6" cy="20.4" r="3.4" fill="#f2c46d" />
  </svg>
);
