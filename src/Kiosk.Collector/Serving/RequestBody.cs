using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class RequestBody
{
    /// <returns>Null if the body is longer.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxLength, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxLength)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > maxLength)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return body.ToArray();
    }
}
