using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Trials.Fuzzing;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk fuzz</c>: mutates valid cards and CRLs and looks for what the terminal must never do with them.</summary>
internal static class FuzzCommand
{
    private const long DefaultCards = 50_000;
    private const long MaxNumber = 1_000_000_000_000;
    private const long DefaultLists = 5_000;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    public static Command Create(Language language)
    {
        var number = new WholeNumber(0, MaxNumber, 10_000, language);
        var cards = number.Option("--cards", DefaultCards);
        (cards.Description, cards.HelpName) = (new Phrase("Số thẻ bị biến đổi cần đặt lên.", "Number of mutated cards to present.").In(language), "N");
        var lists = number.Option("--crls", DefaultLists);
        (lists.Description, lists.HelpName) = (new Phrase("Số danh sách thu hồi bị biến đổi cần kiểm tra.", "Number of mutated revocation lists to check.").In(language), "N");
        var seed = new WholeNumber(int.MinValue, int.MaxValue, 7, language).Option("--seed");
        (seed.Description, seed.HelpName) = (new Phrase("Hạt giống của bộ sinh ngẫu nhiên; mặc định: chọn ngẫu nhiên và in ra.", "Seed of the random generator; default: a random one, which is printed.").In(language), "S");
        var folder = new Option<string>("--out") { Description = new Phrase("Thư mục ghi các phát hiện.", "Folder for findings.").In(language), HelpName = "DIR", DefaultValueFactory = _ => "." };
        var replay = new Option<string?>("--replay") { Description = new Phrase("Chạy lại một phát hiện. Mã thoát 1: vẫn còn sai.", "Replay one finding. Exit code 1: it is still wrong.").In(language), HelpName = "FILE" };
        var json = new CommonOptions(language).Json;
        var command = new Command("fuzz", new Phrase("Biến đổi thẻ và danh sách thu hồi, tìm chỗ hỏng, treo và chấp nhận sai. Mã thoát 1 nếu có ngoại lệ nào ngoài ngoại lệ của chính bộ phân tích, có chỗ treo, hoặc có lần chấp nhận không chứng minh được là vô hại.", "Mutate cards and revocation lists, and look for crashes, hangs and wrong admissions. Exit code 1 on any exception but the parsers' own, any hang, and any admission that is not provably harmless.").In(language)) { cards, lists, seed, folder, replay, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals take effect only once an action has yielded, and generating keys takes long.
            await Task.Yield();
            if (parsed.GetValue(replay) is { } file)
            {
                return await ReplayAsync(file, FuzzSubject.Terminal, parsed.GetValue(json), language, cancellationToken);
            }

            var options = new FuzzOptions(
                parsed.GetValue(cards),
                parsed.GetValue(lists),
                (int?)parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                FindingsFolder(parsed.GetValue(folder)!),
                Environment.ProcessorCount);
            return await RunAsync(new FuzzRun(options, FuzzSubject.Terminal), parsed.GetValue(json), Console.Out, language, cancellationToken);
        });
        return command;
    }

    /// <returns>The exit code: <see cref="ExitCode.No"/> on any finding.</returns>
    public static async Task<int> RunAsync(FuzzRun run, bool asJson, TextWriter output, Language language, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(new Phrase(
            $"kiosk fuzz: hạt giống {run.Options.Seed}, {run.Options.Cards} thẻ, {run.Options.Lists} danh sách, {run.Options.Workers} luồng song song.",
            $"kiosk fuzz: seed {run.Options.Seed}, {run.Options.Cards} cards, {run.Options.Lists} lists, {run.Options.Workers} side by side.").In(language));
        var next = ProgressInterval;
        await run.RunAsync(
            () =>
            {
                if (run.Duration >= next)
                {
                    next += ProgressInterval;
                    Console.Error.WriteLine(new Phrase(
                        $"kiosk fuzz: {run.Tally.Cards} thẻ, {run.Tally.Lists} danh sách, {run.Findings.Count} phát hiện sau {run.Duration.TotalSeconds:0} giây.",
                        $"kiosk fuzz: {run.Tally.Cards} cards, {run.Tally.Lists} lists, {run.Findings.Count} findings after {run.Duration.TotalSeconds:0} s.").In(language));
                }
            },
            cancellationToken);
        var report = FuzzReport.Of(run, cancellationToken.IsCancellationRequested);
        var code = report.Ok ? ExitCode.Done : ExitCode.No;
        await output.WriteLineAsync(asJson ? JsonAnswer.Of(report, FuzzReportJson.Default.FuzzReport, code, report.Conclusion.In(language)) : report.In(language));
        return code;
    }

    /// <returns>The exit code: <see cref="ExitCode.No"/> while the finding is still wrong.</returns>
    public static async Task<int> ReplayAsync(string path, FuzzSubject subject, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var finding = Load(path);
        var effort = Effort.Begin();
        var answer = finding.Conversation is { } conversation
            ? await new FuzzBench(subject, conversation.Nonce).JudgeAsync(conversation.Card, conversation.Genuine, finding.Trust.Create(), cancellationToken)
            : new ListBench(subject, [.. finding.Anchors.Concat(finding.Intermediates).Select(der => Verification.Certificates.Certificate.Parse(der))]).Judge(finding.List!, finding.SignedPart);
        var duration = effort.SoFar;
        var fault = answer.Fault ?? (duration > FuzzRun.MaxDuration ? $"The judgement took {duration.TotalMilliseconds:0} ms." : null);
        var report = new ReplayReport(finding.Mutation, ReasonTable.NameOf(answer.Code), fault, fault is null, Math.Round(duration.TotalMilliseconds, 1));
        var code = report.Ok ? ExitCode.Done : ExitCode.No;
        Console.WriteLine(asJson ? JsonAnswer.Of(report, FuzzReportJson.Default.ReplayReport, code, report.Fault) : report.In(language));
        return code;
    }

    private static FuzzFinding Load(string path)
    {
        var content = CardFiles.Read(path);
        try
        {
            return FuzzFinding.Parse(content) ?? throw new InputException(new($"{path}: một phát hiện phải có cuộc trao đổi hoặc danh sách.", $"{path}: a finding holds either a conversation or a list."));
        }
        catch (JsonException exception)
        {
            throw new InputException(new(
                $"{path}: đây không phải phát hiện; hãy nêu tệp do kiosk fuzz ghi, như fuzz-7-card-1.json [{JsonMistake.In(content, exception).TrimEnd('.')}].",
                $"{path}, {JsonMistake.In(content, exception)} Name a file that kiosk fuzz wrote, such as fuzz-7-card-1.json."), exception);
        }
    }

    // Fail now rather than lose a finding after an hour; and don't create a folder from a mistyped name.
    private static string FindingsFolder(string given) => GivenPath.FolderToWrite(GivenPath.Folder(given));
}

/// <summary>The output of <c>kiosk fuzz</c>.</summary>
/// <param name="Admitted">Number of mutated cards that were admitted harmlessly, because nothing relevant was changed.</param>
/// <param name="Answers">Number of cards per reason code.</param>
internal sealed record FuzzReport(
    int Seed, long Cards, long Crls, double Seconds, double PerSecond, double AverageMs, double WorstMs, long Admitted, long ListsTaken, bool Stopped, bool Ok, Dictionary<string, long> Answers, IReadOnlyList<string> Findings)
{
    public static FuzzReport Of(FuzzRun run, bool isStopped) => new(
        run.Options.Seed,
        run.Tally.Cards,
        run.Tally.Lists,
        Math.Round(run.Duration.TotalSeconds, 2),
        Math.Round((run.Tally.Cards + run.Tally.Lists) / Math.Max(run.Duration.TotalSeconds, 0.001)),
        Math.Round(run.Tally.Average.TotalMilliseconds, 3),
        Math.Round(run.Tally.Worst.TotalMilliseconds, 1),
        run.Tally.Admitted,
        run.Tally.ListsTaken,
        isStopped,
        run.Findings.Count == 0 && !run.IsTooSlow,
        run.Tally.Answers.ToDictionary(pair => ReasonTable.NameOf(pair.Key), pair => pair.Value),
        run.Findings);

    [JsonIgnore]
    public Phrase Conclusion => (Ok, Stopped, Findings.Count) switch
    {
        (true, true, _) => new("Chưa phát hiện gì cho đến khi bị dừng.", "Nothing found until it was stopped."),
        (true, false, _) => new("Không phát hiện gì.", "Nothing found."),
        (false, _, 0) => new("Trung bình quá chậm.", "Too slow on the average."),
        _ => new($"{Findings.Count} phát hiện.", $"{Findings.Count} findings."),
    };

    /// <summary>For people; a finding itself is in English alone.</summary>
    public string In(Language language) => string.Join('\n', (string[])
    [
        new Phrase(
            $"hạt giống {Seed}: {Cards} thẻ và {Crls} danh sách trong {Seconds:0.0} giây, {PerSecond:0} mỗi giây; mỗi lần {AverageMs:0.000} ms, lâu nhất {WorstMs:0.0} ms{(Stopped ? "; bị dừng trước khi xong" : "")}.",
            $"seed {Seed}: {Cards} cards and {Crls} lists in {Seconds:0.0} s, {PerSecond:0} a second; {AverageMs:0.000} ms each, {WorstMs:0.0} ms at the most{(Stopped ? "; stopped before the end" : "")}.").In(language),
        new Phrase(
            $"Chấp nhận vô hại: {Admitted} thẻ, {ListsTaken} danh sách. Các câu trả lời: {Listed}.",
            $"Admitted without harm: {Admitted} cards, {ListsTaken} lists. Answers: {Listed}.").In(language),
        .. Findings.Select(finding => new Phrase($"PHÁT HIỆN:\n[{finding}]", $"FOUND: {finding}").In(language)),
        Conclusion.In(language),
    ]);

    private string Listed => string.Join(", ", Answers.Select(pair => $"{pair.Key} {pair.Value}"));
}

/// <summary>The output of <c>kiosk fuzz --replay</c>.</summary>
internal sealed record ReplayReport(string Mutation, string Code, string? Fault, bool Ok, double Ms)
{
    public string In(Language language) => new Phrase(
        $"{Code}, {(Fault is null ? "không có gì sai" : "vẫn còn sai")} ({Ms:0.0} ms)\n[{Mutation}{(Fault is null ? "" : $": {Fault}")}]",
        $"{Mutation}: {Code}, {Fault ?? "nothing wrong"} ({Ms:0.0} ms)").In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FuzzReport))]
[JsonSerializable(typeof(ReplayReport))]
internal sealed partial class FuzzReportJson : JsonSerializerContext;
