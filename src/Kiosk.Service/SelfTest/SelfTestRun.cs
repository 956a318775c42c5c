using Kiosk.Service.SelfTest.World;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;

namespace Kiosk.Service.SelfTest;

/// <summary>Plays cases in a temporary folder, each on a terminal of its own; nothing that is installed is touched.</summary>
internal sealed class SelfTestRun : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly string folder = CreateFolder();
    private readonly TrialPki pki = new();
    private readonly Lazy<string> standardCache;
    private readonly VerifyEvidence verify;
    private int number;

    public SelfTestRun()
        : this(EvidenceVerifier.Verify)
    {
    }

    /// <param name="verify">The judgement to try out.</param>
    public SelfTestRun(VerifyEvidence verify)
    {
        this.verify = verify;
        standardCache = new(BuildStandardCache);
    }

    /// <summary>What the cards are laid on.</summary>
    public MakeTrialReader MakeReader { get; init; } = time => new VirtualTrialReader(time);

    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public async Task<CaseResult> PlayAsync(HostileCase hostile, CancellationToken cancellationToken)
    {
        var cache = standardCache.Value;
        var begun = TimeProvider.System.GetTimestamp();
        await using var trial = new Trial(pki, verify, MakeReader, Path.Combine(folder, $"case-{Interlocked.Increment(ref number)}"), cache);
        List<string> surprises = [];
        try
        {
            await hostile.Play(trial, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A case that breaks off is the surprise that the run is made to find; the next one is played all the same.
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

    /// <summary>In memory where the system has such a place: some hundred small journals need not wear out a memory card.</summary>
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

    private string BuildStandardCache()
    {
        var cache = Path.Combine(folder, "cache");
        TrialSource.Create(Path.Combine(folder, "source"), pki).Build(cache, CancellationToken.None);
        return cache;
    }
}
