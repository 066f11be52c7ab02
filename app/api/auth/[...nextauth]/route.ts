import { answerAuthForm } from "@/lib/auth/entrance";

export const POST = async (request: Request, { params }: { params: Promise<{ nextauth: string[] }> }) =>
  answerAuthForm(request, (await params).nextauth);
