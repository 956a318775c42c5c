using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>A verb's JSON output, one document. With an exit code other than 0 it always has the members <c>error</c> and <c>exitCode</c>, besides any others.</summary>
internal static class JsonAnswer
{
    private const string Error = "error";
    private const string Code = "exitCode";

    /// <param name="sentence">Why the answer is no, or what failed; ignored if the code is <see cref="ExitCode.Done"/>.</param>
    public static string Of<T>(T report, JsonTypeInfo<T> type, int exitCode, string? sentence) => Of(JsonText.BytesOf(report, type), exitCode, sentence);

    /// <param name="document">A JSON object.</param>
    /// <inheritdoc cref="Of{T}"/>
    public static string Of(byte[] document, int exitCode, string? sentence)
    {
        if (exitCode == ExitCode.Done)
        {
            return Encoding.UTF8.GetString(document);
        }

        using var report = JsonDocument.Parse(document);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var member in report.RootElement.EnumerateObject().Where(member => member.Name is not (Error or Code)))
            {
                member.WriteTo(writer);
            }

            writer.WriteString(Error, sentence);
            writer.WriteNumber(Code, exitCode);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
