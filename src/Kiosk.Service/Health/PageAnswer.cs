using System.Text;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Words;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>Reads requests and writes answers of the service's own endpoints: small bodies, sentences, JSON.</summary>
internal static class PageAnswer
{
    /// <summary>Upper limit on a command's body, in bytes; the rest is not read.</summary>
    public const int MaxCommandLength = 4096;

    public static async Task<ReadOnlyMemory<byte>> ReadCommandAsync(HttpContext context)
    {
        var body = new byte[MaxCommandLength];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        return body.AsMemory(0, length);
    }

    public static async Task<string> ReadNameAsync(HttpContext context) => Encoding.ASCII.GetString((await ReadCommandAsync(context)).Span);

    public static Task NothingAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, "Not found.");

    public static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonText.BytesOf(value, type), context.RequestAborted);
    }

    /// <summary>Answers in the language that the request asks for (RFC 9110, 12.5.4); without one, in English.</summary>
    public static Task WriteAsync(HttpContext context, int status, Phrase sentence) => WriteAsync(
        context, status, sentence.In(context.Request.Headers.AcceptLanguage.ToString().StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Language.Vietnamese : Language.English));

    public static Task WriteAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
