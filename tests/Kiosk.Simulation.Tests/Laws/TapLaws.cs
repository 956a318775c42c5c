using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.SelfTest;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Ui.Screens;

namespace Kiosk.Simulation.Tests.Laws;

/// <summary>What holds for each tap.</summary>
internal sealed class TapLaws(World world)
{
    public async Task<CheckInOutcome> TapAsync(TerminalSite site, TerminalLife life, int person, CardImage image)
    {
        var before = site.Ledger.Entries.Count;
        var outcome = await life.TapAsync(image);
        if (site.Disk.IsOff)
        {
            // Nobody saw the answer.
            return outcome;
        }

        var screen = outcome.Screen.GetType().Name;
        site.Ledger.Answers[screen] = site.Ledger.Answers.GetValueOrDefault(screen) + 1;
        if (!site.Protections.KeepsNoScreens)
        {
            await File.AppendAllTextAsync(Path.Combine(site.Folders.Data, "screens"), Traces.WordsOf(outcome));
        }

        RequireRecord(site, outcome, before);
        if (outcome.Screen is Screen.Admitted or Screen.AlreadyIn or Screen.Verified)
        {
            RequireGrounds(site, life, person, outcome);
        }

        if (outcome is { Screen: Screen.Admitted, IsRepeat: false })
        {
            RequireFirst(site, life, person, before);
        }

        return outcome;
    }

    private static void RequireRecord(TerminalSite site, CheckInOutcome outcome, int before)
    {
        if (outcome.Screen is not (Screen.Admitted or Screen.AlreadyIn or Screen.Verified) || outcome.IsRepeat)
        {
            return;
        }

        Law.Require(
            outcome.Receipt is { } receipt && site.Ledger.Entries.Count == before + 1 && site.Ledger.Entries[^1].FrameHash.Span.SequenceEqual(receipt.FrameHash.Span),
            Law.RecordFirst,
            () => $"{site.Id} shows {outcome.Screen.GetType().Name} and acknowledged {site.Ledger.Entries.Count - before} records");
        var segment = JournalFolder.Segments(site.Folders.Journal)[^1];
        Law.Require(
            Disks.DurableImage.ReadEnd(segment, JournalFrame.HashLength).AsSpan().SequenceEqual(outcome.Receipt!.FrameHash.Span), Law.RecordFirst, () => $"{site.Id} shows {outcome.Screen.GetType().Name}, and its record {outcome.Receipt.Sequence} is not in the file");
    }

    // Of what was in force whole, or has come into force in part since, something must let the person in.
    private void RequireGrounds(TerminalSite site, TerminalLife life, int person, CheckInOutcome outcome)
    {
        var header = life.Cache.Current.Header;
        var (generation, feed) = (header.Number, header.Feed?.Timestamp ?? 0);
        Law.Require(
            generation >= site.Ledger.Judged.Generation && feed >= site.Ledger.Judged.Feed,
            Law.NeverBack,
            () => $"{site.Id} judges by generation {generation} of publication {feed}, and before by generation {site.Ledger.Judged.Generation} of publication {site.Ledger.Judged.Feed}");
        site.Ledger.Judged = (generation, feed);
        var inForce = world.Desk.Publications.Where(one => one.Timestamp >= site.Ledger.Whole && one.Timestamp <= Math.Max(feed, site.Ledger.Whole)).ToList();
        Law.Require(
            inForce.Any(one => outcome.Screen is Screen.Verified ? one.Trusts(person) : one.Admits(person)),
            Law.OnlyWhomDataAdmit,
            () => $"{site.Id} shows {outcome.Screen.GetType().Name} to {Cast.NameOf(person)}, whom publications {site.Ledger.Whole} to {feed} refuse");
    }

    private static void RequireFirst(TerminalSite site, TerminalLife life, int person, int before)
    {
        var record = site.Ledger.Entries[^1].Record;
        var pseudonym = Pseudonym.ForMeeting(Cast.Meeting, (CardTag)Cast.TagOf(person));
        Law.Require(record.Pseudonym.Span.SequenceEqual(pseudonym.ToArray()), Law.RecordFirst, () => $"{site.Id} recorded somebody else than {Cast.NameOf(person)}");
        var here = Fold.InsideAt(site.Door, site.Ledger.Entries.Take(before).Select(entry => entry.Record), record.Context);
        Law.Require(!here.Contains(Fold.KeyOf(record)), Law.OneArrival, () => $"{site.Id} admits {Cast.NameOf(person)} again to {record.Context}");
        var told = Fold.Arrived(life.Register.Others.In(record.Context));
        Law.Require(!told.Contains(pseudonym), Law.OneArrival, () => $"{site.Id} admits {Cast.NameOf(person)} to {record.Context}, and knew of the arrival at the other door");
    }
}
