using System.Text.Json;
using Kiosk.Service.Desks;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Page;

/// <summary>Serialises the clerk's view as JSON without line feeds.</summary>
internal static class ClerkMessages
{
    public static byte[] Of(ClerkPicture picture) => PageMessages.Write(json =>
    {
        json.WriteBoolean("needsClerk", picture.NeedsClerk);
        if (picture.OpenUntil is { } until)
        {
            json.WriteString("openUntil", until);
        }

        if (picture.Refusal is { } refusal)
        {
            json.WriteStartObject("refusal");
            json.WriteString("at", refusal.At);
            json.WriteString("code", refusal.Reason.Name);
            Write(json, "meaning", refusal.Reason.Meaning);
            Write(json, "remedy", refusal.Reason.OperatorRemedy);
            json.WriteEndObject();
        }

        json.WriteStartArray("files");
        foreach (var (file, procedure, isSent) in picture.Files)
        {
            json.WriteStartObject();
            json.WriteString("number", file.Number);
            Write(json, "procedure", procedure);
            json.WriteString("at", file.At);
            json.WriteBoolean("sent", isSent);
            if (file.Code is not ReasonCode.Admitted && ReasonTable.Find(file.Code) is { } flag)
            {
                Write(json, "flag", flag.Meaning);
            }

            WriteIfThere(json, "case", file.Taken?.CaseNumber);
            WriteIfThere(json, "member", file.Taken?.Member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string name, Words.Phrase phrase)
    {
        json.WriteStartObject(name);
        json.WriteString("vi", phrase.Vietnamese);
        json.WriteString("en", phrase.English);
        json.WriteEndObject();
    }

    private static void WriteIfThere(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
