using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Collector.Webhooks;

/// <summary>
/// Signs requests as Standard Webhooks 1.0 has it: headers <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds since 1970) and <c>webhook-signature</c> = <c>v1,</c> and Base64 of
/// HMAC-SHA256(secret, id ‖ "." ‖ timestamp ‖ "." ‖ body). A receiver refuses timestamps that are minutes old and ids that it has seen: then nobody can play a request again.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public static string TimestampOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(string id, string timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]))}";
}
