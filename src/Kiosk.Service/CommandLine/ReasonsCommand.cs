using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk reasons</c>: lists every reason code with severity, meaning and remedies.</summary>
internal static class ReasonsCommand
{
    public static Command Create(Language language)
    {
        var markdown = new Option<bool>("--markdown") { Description = new Phrase("In docs/reasons.md.", "Print docs/reasons.md.").In(language) };
        var json = new CommonOptions(language).Json;
        var command = new Command("reasons", new Phrase("Liệt kê mọi mã lý do với số, mức độ, ý nghĩa và cách xử lý.", "List every reason code with number, severity, meaning and remedies.").In(language)) { markdown, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(markdown) is not null && result.GetResult(json) is not null)
            {
                result.AddError(new Phrase("Chỉ nêu --markdown hoặc --json, không nêu cả hai.", "Give either --markdown or --json, not both.").In(language));
            }
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(markdown))
            {
                Console.Write(ReasonPage.Write());
            }
            else
            {
                Console.WriteLine(parsed.GetValue(json) ? ToJson() : string.Join('\n', ReasonTable.All.Select(reason => TextOf(reason, language))));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string ToJson() => JsonText.Of([.. ReasonTable.All.Select(ReasonLine.Of)], ReasonsJson.Default.ReasonLineArray);

    private static string TextOf(Reason reason, Language language) =>
        $"{(ushort)reason.Code,3}  {reason.Name,-26} {ReasonPage.WordsOf(reason.Severity),-15} {reason.Meaning.In(language)}\n{"",48}{reason.OperatorRemedy.In(language)}";
}

/// <summary>One reason in the output of <c>kiosk reasons --json</c>.</summary>
internal sealed record ReasonLine(int Number, string Code, string Severity, Phrase Meaning, Phrase MemberRemedy, Phrase OperatorRemedy)
{
    public static ReasonLine Of(Reason reason) =>
        new((ushort)reason.Code, reason.Name, ReasonPage.WordsOf(reason.Severity), reason.Meaning, reason.MemberRemedy, reason.OperatorRemedy);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReasonLine[]))]
internal sealed partial class ReasonsJson : JsonSerializerContext;
