export { default } from "../page";

export const revalidate = 10;
export const generateStaticParams = () => [];
