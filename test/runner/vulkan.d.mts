export function softwareVulkan(): Promise<{ env: Record<string, string> } | { why: string }>;
