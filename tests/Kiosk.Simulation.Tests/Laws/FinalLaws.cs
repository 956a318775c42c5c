using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Steps;
using Kiosk.Ui.Screens;

namespace Kiosk.Simulation.Tests.Laws;

/// <summary>What holds at the end, once every fault is over: both terminals serve, everybody knows everything, and the collector holds it.</summary>
internal sealed class FinalLaws(World world)
{
    private const int Rounds = 4;

    public async Task CheckAsync()
    {
        await HealAsync();
        foreach (var site in world.Sites)
        {
            Law.Require(site.Life!.Cache.IsOpen && site.Ledger.Whole == world.Desk.Newest.Timestamp, Law.StartsAgain, () => $"{site.Id} does not sync again: {site.Life.Sync.Status.Standing.Sentence}");
            await RequireServiceAsync(site, site.Life!);
        }

        await ExchangeAsync();
        if (!world.Protections.CollectorKeeps)
        {
            await world.Hall.LoseAsync();
        }

        foreach (var site in world.Sites)
        {
            await CheckUploadAsync(site);
            WorldLaws.CheckQuorum(site, site.Life!);
            CheckSecrets(site);
        }

        await CheckAttendanceAsync();
    }

    private async Task HealAsync()
    {
        (world.Feed.IsDown, world.Feed.BreaksAfter, world.Feed.Folder) = (false, null, world.Desk.Folder);
        (world.Hall.IsDown, world.Hall.AnswersToLose, world.Hall.BatchesToDouble) = (false, 0, 0);
        await world.Desk.PublishAsync(subject: 4 * Cast.Delegates);
        foreach (var site in world.Sites)
        {
            site.HasNetworkTime = true;
            site.Time.SetUtcNow(world.Time.GetUtcNow());
            site.Disk.Calm();
            await site.RepairAsync();
            // A step of the clock while the service ran is only believed from a start.
            await site.RestartAsync();
            var life = (await site.RunningAsync())!;
            await StepPlay.SyncAsync(site, life, life.Sync.Source!);
            // Without data there is nothing to look its name up in.
            life.Switch(new(Service.CheckIn.ModeSelection.AtMeeting, Cast.Meeting.Id));
            life.SignIfDue();
        }
    }

    // Uploads and tells, until every door has heard of what every other has sent.
    private async Task ExchangeAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            world.Advance(TimeSpan.FromHours(1.5));
            foreach (var site in world.Sites)
            {
                site.Life!.SignIfDue();
                await site.Life.UploadAsync();
                await site.Life.ListenAsync();
            }
        }
    }

    private async Task RequireServiceAsync(TerminalSite site, TerminalLife life)
    {
        var laws = new TapLaws(world);
        for (var person = 0; person < Cast.Delegates; person++)
        {
            world.Advance(TimeSpan.FromSeconds(5));
            var outcome = await laws.TapAsync(site, life, person, Cast.ImageOf(person));
            Law.Require(
                outcome.Screen is Screen.Admitted or Screen.AlreadyIn == world.Desk.Newest.Admits(person),
                Law.StartsAgain,
                () => $"{site.Id} shows {outcome.Screen.GetType().Name} ({outcome.Code}) to {Cast.NameOf(person)}, whom the newest publication {(world.Desk.Newest.Admits(person) ? "admits" : "refuses")}");
        }
    }

    private async Task CheckUploadAsync(TerminalSite site)
    {
        var life = site.Life!;
        if (site.Ledger.IsPutBack)
        {
            Law.Require(life.Upload.PutBack is not null || !IsForked(site), Law.AlarmOfOldDisk, () => $"{site.Id} has another journal than the collector holds, and nobody is told");
            return;
        }

        var stored = await world.Hall.FramesAsync(site.Id);
        var unlike = site.Ledger.Entries.Where((entry, index) => index >= stored.Count || stored[index].Sequence != entry.Sequence.Value || !stored[index].Hash.Span.SequenceEqual(entry.FrameHash.Span)).FirstOrDefault();
        Law.Require(
            unlike is null && stored.Count == site.Ledger.Entries.Count,
            Law.CollectorAgrees,
            () => $"{site.Id} has {site.Ledger.Entries.Count} records and the collector {stored.Count}; the first that differs is {unlike?.Sequence}; {life.Upload.Problem?.English}");
        var receipt = new UploadFolder(site.Folders.Upload, site.Disk).ReadReceipt();
        Law.Require(
            receipt?.FaultFor(site.Id, life.Journal.DeviceKey, Actors.Hall.Key) is ReceiptFault.None && receipt.Content.Size == life.Journal.LastSequence.Value - life.Journal.Unsigned,
            Law.CollectorAgrees,
            () => $"{site.Id} has a receipt for {receipt?.Content.Size} records of {life.Journal.LastSequence}, {life.Journal.Unsigned} of them not signed");
        Law.Require(life.Upload.PutBack is null, Law.CollectorAgrees, () => $"{site.Id} is taken for an old disk: {life.Upload.PutBack?.English}");
    }

    // Whether the collector has ever answered for a record that the journal does not have.
    private bool IsForked(TerminalSite site) => world.Hall.Answered(site.Id).Any(stored =>
        stored.Sequence > (ulong)site.Ledger.Entries.Count || !stored.Hash.Span.SequenceEqual(site.Ledger.Entries[(int)stored.Sequence - 1].FrameHash.Span));

    private static void CheckSecrets(TerminalSite site)
    {
        var found = Cast.Secrets.FindIn(site.Folders.Data).Concat(Cast.Secrets.FindIn("log", System.Text.Encoding.UTF8.GetBytes(site.Log.Text))).ToList();
        Law.Require(found.Count == 0, Law.NothingPersonal, () => $"{site.Id}: {string.Join("; ", found.Take(3))}");
    }

    // The collector's list and both doors' figures are one.
    private async Task CheckAttendanceAsync()
    {
        if (world.Sites.Any(site => site.Ledger.IsPutBack))
        {
            return;
        }

        foreach (var session in await world.Hall.AttendanceAsync())
        {
            var all = world.Sites.SelectMany(site => Fold.InsideAt(site.Door, site.Ledger.Entries.Select(entry => entry.Record), session.Context)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            Law.Require(
                all.SetEquals(session.Present.Select(person => person.Pseudonym)),
                Law.QuorumIsFold,
                () => $"the collector lists {session.Present.Count} people in {session.Context}, and the journals {all.Count}");
            foreach (var site in world.Sites.Where(site => site.Life!.Modes.Resolve(site.Life.Cache.Current, site.Life.Clock.Read().Instant) is AdmissionMode.AtMeeting mode && AttendanceBook.ContextOf(mode.Meeting, mode.Session) == session.Context))
            {
                var shown = site.Life!.Register.BookFor((AdmissionMode.AtMeeting)site.Life.Modes.Resolve(site.Life.Cache.Current, site.Life.Clock.Read().Instant), site.Life.Cache.Current).Summarise().Present;
                Law.Require(shown == all.Count, Law.QuorumIsFold, () => $"{site.Id} shows {shown} present in {session.Context}, and the journals of both doors {all.Count}");
            }
        }
    }
}
