using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;

namespace Kiosk.Service.SelfTest;

/// <summary>Plays cases in a temporary folder, each on a terminal of its own, without touching the installation.</summary>
internal sealed class SelfTestRun : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly string folder = CreateFolder();
    private readonly TrialPki pki = new();
    private readonly VerifyEvidence verify;
    private string? standardData;
    private int number;

    public SelfTestRun()
        : this(EvidenceVerifier.Verify)
    {
    }

    /// <param name="verify">The verification under test.</param>
    public SelfTestRun(VerifyEvidence verify) => this.verify = verify;

    /// <summary>Creates the reader of each trial.</summary>
    public MakeTrialReader MakeReader { get; init; } = time => new VirtualTrialReader(time);

    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public async Task<CaseResult> PlayAsync(HostileCase hostile, CancellationToken cancellationToken)
    {
        var site = new TrialSite(pki, verify, MakeReader);
        var standard = await StandardDataAsync(site, cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        await using var trial = new Trial(pki, site, Path.Combine(folder, $"case-{Interlocked.Increment(ref number)}"), standard);
        List<string> surprises = [];
        try
        {
            await hostile.Play(trial, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A case that throws is a finding; the next one is still played.
            surprises.Add($"{exception.GetType().Name}: {exception.Message}");
        }

        var duration = TimeProvider.System.GetElapsedTime(begun);
        if (!trial.Answers.SequenceEqual(hostile.Expected))
        {
            surprises.Insert(0, $"Expected {Listed(hostile.Expected)}, got {Listed(trial.Answers)}.");
        }

        surprises.AddRange(trial.Surprises);
        return new CaseResult(hostile, trial.Answers, surprises, [.. trial.Codes], duration);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>In memory if possible, so that some hundred small journals do not wear out an SD card.</summary>
    private static string CreateFolder()
    {
        var name = Path.Combine(InMemory, $"kiosk-selftest-{Path.GetRandomFileName()}");
        try
        {
            return Directory.Exists(InMemory) ? Directory.CreateDirectory(name).FullName : Directory.CreateTempSubdirectory("kiosk-selftest-").FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Directory.CreateTempSubdirectory("kiosk-selftest-").FullName;
        }
    }

    private static string Listed(IReadOnlyList<Answer> answers) => string.Join("; ", answers.Select(answer => answer.ToString()).DefaultIfEmpty("nothing"));

    private async Task<string> StandardDataAsync(TrialSite site, CancellationToken cancellationToken)
    {
        if (standardData is null)
        {
            var (feed, data) = (TrialSource.FeedIn(Path.Combine(folder, "feed"), pki), Path.Combine(folder, "data"));
            await feed.PublishAsync(cancellationToken);
            await site.TakeAsync(feed, data, cancellationToken);
            standardData = data;
        }

        return standardData;
    }
}
