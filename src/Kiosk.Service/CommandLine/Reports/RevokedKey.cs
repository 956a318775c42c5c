using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What is said of something that a revoked key of a terminal signed.</summary>
internal static class RevokedKey
{
    /// <param name="at">Null while the key is in force: then nothing is said.</param>
    /// <returns>To follow a sentence; the exit code is then 1.</returns>
    public static Phrase SentenceOf(DateTimeOffset? at, string? reason) => at is null ? new("", "") : new(
        $"; khóa này ĐÃ BỊ THU HỒI lúc {at:yyyy-MM-dd HH:mm'Z'} ({reason}): chỉ tin những gì đã thu thập trước đó",
        $"; that key was REVOKED at {at:yyyy-MM-dd HH:mm'Z'} ({reason}): believe only what was collected before");
}
