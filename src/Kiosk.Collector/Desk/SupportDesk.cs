using System.Security.Cryptography;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal;
using Kiosk.Source.Text;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Collector.Desk;

/// <summary>A meeting's support desk: each act is a frame in the desk's journal before anything else, then collected like any door's and told to the doors. One act at a time.</summary>
internal sealed class SupportDesk(DeskJournal journal, JournalStore store, BatchIngest ingest, ArrivalHub hub, TimeProvider time) : IDisposable
{
    /// <summary>What its records call the door.</summary>
    public const string Door = "Bàn hỗ trợ";

    private static readonly Phrase NoReason = new("Mời đồng chí chọn lý do trong danh sách.", "Please choose a reason from the list.");
    private static readonly Phrase NoDocument = new("Mời đồng chí nhập số văn bản quyết định thay đại biểu.", "Please enter the number of the document that decides it.");
    private static readonly Phrase NoName = new("Mời đồng chí nhập họ tên khách.", "Please enter the guest's name.");
    private static readonly Phrase StrangeName = new("Họ tên khách có ký tự không nhìn thấy hoặc không dùng được. Mời đồng chí gõ lại.", "The guest's name holds characters that nobody sees or that cannot be used. Please type it again.");
    private static readonly Phrase NotPresent = new("Đồng chí này chưa được ghi nhận có mặt, nên không có gì để hủy.", "This person is not recorded as present: there is nothing to undo.");

    private readonly SemaphoreSlim gate = new(1);
    private ulong? collected;

    /// <summary>Does an act. Not cancelled with the request that asked for it.</summary>
    /// <exception cref="StorageException">The database cannot be used, and nothing was recorded.</exception>
    /// <exception cref="JournalException">The act may not be on the disk.</exception>
    public async Task<DeskOutcome> ActAsync(DeskAct act)
    {
        await gate.WaitAsync();
        try
        {
            // An act that the figures do not hold yet could be done twice.
            if (journal.LastSequence > (collected ?? 0) && await HandOverAsync() is DeskOutcome.Waiting earlier)
            {
                return new DeskOutcome.Refused(new(
                    $"Chưa ghi gì mới: một thao tác trước của bàn hỗ trợ chưa tính vào số liệu. {earlier.Sentence.Vietnamese}",
                    $"Nothing new was recorded: an earlier act of the desk is not in the figures yet. {earlier.Sentence.English}"));
            }

            var frames = (await store.ArrivalsAsync(act.Context.Split('/')[0], CancellationToken.None)).FindAll(frame => frame.Entry.Record.Context == act.Context);
            if (FindObjection(act, AttendanceList.Of(frames) is [var list] ? list : null) is { } objection)
            {
                return new DeskOutcome.Refused(objection);
            }

            foreach (var (record, details) in RecordsOf(act, frames))
            {
                journal.Append(record, details);
            }

            return await HandOverAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Hands over what an earlier process could not.</summary>
    public async Task<DeskOutcome> CatchUpAsync()
    {
        await gate.WaitAsync();
        try
        {
            return await HandOverAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private static Phrase? FindObjection(DeskAct act, AttendanceList? list)
    {
        if (!DeskReasonList.Fits(act))
        {
            return NoReason;
        }

        return act switch
        {
            DeskAct.LetIn guest => string.IsNullOrWhiteSpace(guest.GuestName) ? NoName : NameFault.ErrorOf(guest.GuestName) is not null ? StrangeName : null,
            DeskAct.Substitute one => string.IsNullOrWhiteSpace(one.Document) ? NoDocument : Present(one.Absent, list) is { } present ? AlreadyIn(present.First) : null,
            DeskAct.CheckIn one => Present(one.Person, list) is { } present ? AlreadyIn(present.First) : null,
            DeskAct.NoteAbsence one => Present(one.Person, list) is { } present ? AlreadyIn(present.First) : null,
            DeskAct.Undo one => Present(one.Person, list) is null ? NotPresent : null,
            _ => throw new ArgumentException($"The desk does not know {act.GetType().Name}.", nameof(act)),
        };
    }

    private static PresentPerson? Present(DeskPerson person, AttendanceList? list) => list?.Present.FirstOrDefault(one => one.Pseudonym == Convert.ToHexStringLower(person.Pseudonym.Span));

    private static Phrase AlreadyIn(DoorArrival first) => new(
        $"Đã được ghi nhận có mặt lúc {LocalFormat.Time(first.At)} tại {first.Door}.", $"Already recorded as present at {LocalFormat.Time(first.At)}, {first.Door}.");

    // Two records of one instant: the delegate's, then the alternate's.
    private IEnumerable<(JournalRecord Record, SealedDetails Details)> RecordsOf(DeskAct act, List<CollectedFrame> frames)
    {
        if (act is not DeskAct.Substitute substitute)
        {
            return [RecordOf(act, frames)];
        }

        var at = new ClockReading(new[] { InstantAfter(frames, substitute.Absent), InstantAfter(frames, substitute.Person) }.Max(), ClockTrust.Rtc);
        return
        [
            (RecordOf(act, JournalOutcome.Yielded, substitute.Absent, at), new(Tag: substitute.Absent.Tag, By: act.By, Note: act.Note)),
            (RecordOf(act, JournalOutcome.Substituted, substitute.Person, at), new(Tag: substitute.Person.Tag, By: act.By, Note: act.Note)),
        ];
    }

    private static JournalRecord RecordOf(DeskAct act, JournalOutcome outcome, DeskPerson person, ClockReading at) =>
        new(at, JournalMode.Meeting, act.Context, Door, person.Pseudonym, outcome, act.Code, Sealed: default, outcome is JournalOutcome.Admitted ? person.Counts : JournalCounts.Nothing);

    private (JournalRecord Record, SealedDetails Details) RecordOf(DeskAct act, List<CollectedFrame> frames)
    {
        var (outcome, person) = act switch
        {
            DeskAct.CheckIn one => (JournalOutcome.Admitted, one.Person),
            DeskAct.Undo one => (JournalOutcome.Reverted, one.Person),
            DeskAct.NoteAbsence one => (JournalOutcome.Excused, one.Person),
            // A guest without a card is somebody else at each meeting.
            _ => (JournalOutcome.Admitted, new(RandomNumberGenerator.GetBytes(JournalFrame.PseudonymLength), null, JournalCounts.Nothing)),
        };
        var record = RecordOf(act, outcome, person, new(InstantAfter(frames, person), ClockTrust.Rtc));
        return (record, new(Tag: person.Tag, By: act.By, GuestName: (act as DeskAct.LetIn)?.GuestName.Trim(), Note: act.Note));
    }

    // A door's clock may run ahead of this one: an act about somebody comes after everything known of them.
    private DateTimeOffset InstantAfter(List<CollectedFrame> frames, DeskPerson person)
    {
        var now = time.GetUtcNow();
        var latest = frames.Where(frame => frame.Entry.Record.Pseudonym.Span.SequenceEqual(person.Pseudonym.Span)).Select(frame => frame.Entry.Record.Clock.Instant).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return latest < now ? now : latest.AddTicks(1);
    }

    private async Task<DeskOutcome> HandOverAsync()
    {
        try
        {
            collected ??= (await store.FindAsync(await store.NameAsync(journal.TerminalId, journal.Key, CancellationToken.None), CancellationToken.None))?.Contiguous ?? 0;
            while (collected < journal.LastSequence)
            {
                var batch = journal.Batches.Read(collected.Value + 1, journal.LastSequence);
                if (await ingest.StoreAsync(batch, journal.Key, CancellationToken.None) is not IngestOutcome.Stored stored || stored.Answer.Contiguous <= collected)
                {
                    return new DeskOutcome.Waiting(Contradicted);
                }

                collected = stored.Answer.Contiguous;
                hub.Publish(stored.Journal!, stored.Entries);
            }

            return new DeskOutcome.Done();
        }
        catch (StorageException unavailable)
        {
            hub.IsBehind = true;
            return new DeskOutcome.Waiting(new(
                $"Đã ghi vào nhật ký của bàn hỗ trợ, nhưng chưa tính vào số liệu. {unavailable.Sentence.Vietnamese}", $"It is in the desk's journal, and not in the figures yet. {unavailable.Sentence.English}"));
        }
    }

    private static Phrase Contradicted => new(
        "Đã ghi vào nhật ký của bàn hỗ trợ, nhưng cơ sở dữ liệu đã có một nhật ký khác của bàn hỗ trợ: hãy giữ nguyên và báo cán bộ kỹ thuật.",
        "It is in the desk's journal, but the database holds another journal of the desk: leave both as they are and call the technician.");
}
