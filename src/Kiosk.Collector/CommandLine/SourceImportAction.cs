using System.Text.Json.Nodes;
using Kiosk.Collector.Importing;
using Kiosk.Collector.People;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector import --source DIR</c>: members, meetings and rosters of the collector's audience; everything or nothing.</summary>
/// <param name="meetingKeys">The desk's <c>keys/meetings.key</c>; null if none is named.</param>
internal sealed class SourceImportAction(IDatabase database, string folder, string? meetingKeys, IReadOnlyCollection<string> provinces)
{
    private static readonly CountedPhrase Members = new("{0} đảng viên", "{0} member", "{0} members");
    private static readonly CountedPhrase Meetings = new("{0} cuộc họp", "{0} meeting", "{0} meetings");
    private static readonly CountedPhrase Invitations = new("{0} lượt triệu tập", "{0} invitation", "{0} invitations");

    public async Task<int> RunAsync(bool asJson, Language language, CancellationToken cancellationToken)
    {
        IProgress<Phrase>? progress = asJson ? null : new Progress(language);
        var now = TimeProvider.System.GetUtcNow();
        var import = new SourceImport(folder, meetingKeys, now, progress);
        var read = import.Read(provinces, cancellationToken);
        if (import.Problems.HasErrors)
        {
            return Refuse(import.Problems, asJson, language);
        }

        await new PeopleReplacement(database, now).RunAsync(read, progress, cancellationToken);
        Print(read, import.Problems, asJson, language);
        return ExitCode.Done;
    }

    private static int Refuse(SourceProblems problems, bool asJson, Language language)
    {
        var sentence = new Phrase($"Chưa nhập gì từ {problems.Folder}: {problems.Summary.Vietnamese}.", $"Nothing was imported from {problems.Folder}: {problems.Summary.English}.").In(language);
        if (asJson)
        {
            JsonPrinter.Print(new() { ["error"] = sentence, ["exitCode"] = ExitCode.Misuse, ["problems"] = ProblemPrinter.ListOf(problems, language) });
            return ExitCode.Misuse;
        }

        ProblemPrinter.Print(problems, Console.Error, language);
        return CollectorCommand.Failures.Print(sentence, ExitCode.Misuse, asJson);
    }

    private static void Print(IReadOnlyList<ImportedProvince> provinces, SourceProblems problems, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(new()
            {
                ["provinces"] = new JsonArray([.. provinces.Select(province => new JsonObject
                {
                    ["province"] = province.Code, ["members"] = province.Members.Count, ["meetings"] = province.Meetings.Count, ["invitations"] = province.Invitations.Count,
                })]),
                ["problems"] = ProblemPrinter.ListOf(problems, language),
            });
            return;
        }

        ProblemPrinter.Print(problems, Console.Error, language);
        foreach (var province in provinces)
        {
            Console.WriteLine(
                $"{province.Code}: {Members.In(language, province.Members.Count)}, {Meetings.In(language, province.Meetings.Count)}, {Invitations.In(language, province.Invitations.Count)}.");
        }
    }

    private sealed class Progress(Language language) : IProgress<Phrase>
    {
        public void Report(Phrase value) => Console.Error.WriteLine(value.In(language));
    }
}
