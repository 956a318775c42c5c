using Kiosk.Feed.Targets;
using Kiosk.Service.Health;
using Kiosk.Service.Sync;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Health;

public sealed class FeedSentencesTests
{
    private static readonly (SyncOutcome Outcome, FeedFault Fault)[] Outcomes =
    [
        (new SyncOutcome.NotModified(), FeedFault.None),
        (new SyncOutcome.Applied(2, []), FeedFault.None),
        (new SyncOutcome.Yielded(), FeedFault.None),
        (new SyncOutcome.Applied(2, [new("Thiếu một tập.", "One set is missing.")]), FeedFault.Partial),
        (new SyncOutcome.Unreachable(Phrase.Untranslated("Nobody answers.")), FeedFault.Unreachable),
        (new SyncOutcome.Refused(Phrase.Untranslated("No.")), FeedFault.Unusable),
        (new SyncOutcome.Refused(Phrase.Untranslated("No."), SyncFault.Incomplete), FeedFault.Incomplete),
        (new SyncOutcome.Refused(Phrase.Untranslated("No."), SyncFault.Older), FeedFault.Older),
        (new SyncOutcome.Refused(Phrase.Untranslated("No."), SyncFault.Foreign), FeedFault.Foreign),
    ];

    [Fact]
    public void Each_outcome_has_its_fault() => Assert.All(Outcomes, one => Assert.Equal(one.Fault, FeedFaults.Of(one.Outcome)));

    [Fact]
    public void Each_fault_has_words_of_its_own_in_both_languages()
    {
        var causes = Enum.GetValues<FeedFault>().Where(fault => fault is not FeedFault.None).Select(fault => FeedSentences.CauseOf(Failed(fault))!).ToList();

        Assert.Equal(causes.Count, causes.Select(cause => cause.Vietnamese).Distinct().Count());
        Assert.Equal(causes.Count, causes.Select(cause => cause.English).Distinct().Count());
        Assert.All(causes, cause => Assert.NotEqual(cause.Vietnamese, cause.English));
    }

    [Fact]
    public void The_fault_survives_a_restart_and_a_file_of_before_has_none()
    {
        using var folder = new TestFolder();
        Failed(FeedFault.Older).Write(folder["standing.json"], new Kiosk.Durability.DurableFiles());
        var kept = FeedStanding.Read(folder["standing.json"]);
        File.WriteAllText(folder["old.json"], string.Join('\n', File.ReadAllLines(folder["standing.json"]).Where(line => !line.Contains("fault", StringComparison.Ordinal))).Replace("},\n}", "}\n}", StringComparison.Ordinal));

        Assert.Equal(FeedFault.Older, kept.Fault);
        Assert.Equal((FeedFault.None, false), (FeedStanding.Read(folder["old.json"]).Fault, FeedStanding.Read(folder["old.json"]).IsWell));
    }

    private static FeedStanding Failed(FeedFault fault) => new(TestPki.Now, null, null, IsWell: false, "Details.", SyncPolicy.Default, fault);
}
