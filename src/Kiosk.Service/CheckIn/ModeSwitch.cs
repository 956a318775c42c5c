using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The terminal's mode. The standing mode is the configured one until a clerk switches it; a switch survives a restart. A choice made on the screen overrides it for
/// the next receipt only, and does not survive a restart.
/// </summary>
internal sealed class ModeSwitch
{
    /// <summary>Upper limit on the mode file, in bytes; no real one comes near it.</summary>
    private const int MaxFile = 64 * 1024;

    private readonly KioskFolders folders;
    private readonly IDurableFiles files;
    private readonly ReadOnlyMemory<byte> procedureKey;
    private readonly PointPlace place;
    private ModeSelection standing;
    private ModeSelection? chosen;
    private string? followedPoint;

    private ModeSwitch(KioskFolders folders, IDurableFiles files, ReadOnlyMemory<byte> procedureKey, PointPlace place, ModeSelection? chosenBefore, ModeSelection configured)
    {
        (this.folders, this.files, this.procedureKey, this.place) = (folders, files, procedureKey, place);
        (standing, IsAsConfigured) = (chosenBefore ?? configured, chosenBefore is null);
    }

    /// <summary>Raised after each switch or choice, on the thread that made it; a handler must not block.</summary>
    public event Action? Changed;

    /// <summary>The mode of the next tap.</summary>
    public ModeSelection Current => Volatile.Read(ref chosen) ?? Standing;

    /// <summary>The mode that applies when nothing is chosen on the screen.</summary>
    public ModeSelection Standing => Volatile.Read(ref standing);

    /// <summary>Whose other doors this terminal goes by, as the collector knows it: the meeting, or a point that keeps count of who is inside; null for nobody's.</summary>
    public string? Followed => Current switch
    {
        { Kind: ModeSelection.AtMeeting, Meeting: var id } => id,
        { Kind: ModeSelection.Verify } => Volatile.Read(ref followedPoint),
        _ => null,
    };

    /// <summary>Somebody at the screen is choosing, or has chosen, a procedure for the next receipt.</summary>
    public bool HasChoice => Volatile.Read(ref chosen) is not null;

    /// <summary>True if no earlier switch was found at start, so that the settings applied.</summary>
    public bool IsAsConfigured { get; }

    /// <param name="place">Where the terminal stands while it verifies only.</param>
    /// <exception cref="OutOfServiceException">The mode file or the procedure key cannot be used.</exception>
    public static ModeSwitch Open(KioskFolders folders, ModeOptions configured, PointPlace place, IDurableFiles files)
    {
        var key = ProcedureKey.OpenOrCreate(folders.ProcedureKeyFile, files);
        return new ModeSwitch(folders, files, key, place, ReadChoice(folders.ModeFile), ModeSelection.From(configured));
    }

    /// <summary>Resolves the current names against a generation.</summary>
    /// <param name="instant">Selects the session if none is named: the first that has not closed, else the last.</param>
    /// <exception cref="ModeException">A name is unknown or missing. The message is one sentence.</exception>
    public AdmissionMode Resolve(CacheGeneration generation, DateTimeOffset instant) => Resolve(Current, generation, instant);

    /// <summary>Switches the standing mode: first the journal, then the mode file, then memory, so that a mode that is not on record cannot come back after a restart.</summary>
    /// <param name="record">Writes the new mode to the journal. If it throws, nothing is changed.</param>
    /// <exception cref="ModeException">A name is unknown or missing; nothing was changed.</exception>
    /// <exception cref="IOException">The mode file could not be written; the former mode stays in force and is recorded again.</exception>
    public AdmissionMode SwitchTo(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant, Action<ModeSelection> record)
    {
        var mode = selection.Kind == ModeSelection.OwnRecord ? throw UnknownKind(selection.Kind) : Resolve(selection, generation, instant);
        record(selection);
        try
        {
            files.Replace(folders.ModeFile, selection.ToJson());
        }
        catch (IOException)
        {
            record(Standing);
            throw;
        }

        Volatile.Write(ref standing, selection);
        SetChoice(null);
        return mode;
    }

    /// <summary>Uses this mode for taps until <see cref="Release"/> or a switch.</summary>
    /// <exception cref="ModeException">A name is unknown; nothing was changed.</exception>
    public void Choose(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant)
    {
        _ = Resolve(selection, generation, instant);
        SetChoice(selection);
    }

    /// <summary>Stops taps from counting until a procedure is chosen, so that none goes to the previous choice.</summary>
    public void AwaitChoice() => SetChoice(new ModeSelection(ModeSelection.ForProcedure));

    /// <summary>Lets taps show members their own record, and count for nothing.</summary>
    public void AwaitRecord() => SetChoice(new ModeSelection(ModeSelection.OwnRecord));

    /// <summary>Returns to the standing mode.</summary>
    public void Release() => SetChoice(null);

    private void SetChoice(ModeSelection? selection)
    {
        Volatile.Write(ref chosen, selection);
        Changed?.Invoke();
    }

    private AdmissionMode Resolve(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant) => selection.Kind switch
    {
        ModeSelection.Verify => ResolvePoint(generation),
        ModeSelection.AtMeeting => ResolveMeeting(selection, generation, instant),
        ModeSelection.ForProcedure => ResolveProcedure(selection, generation),
        ModeSelection.OwnRecord when HasChoice => new AdmissionMode.OwnRecord(),
        _ => throw UnknownKind(selection.Kind),
    };

    private AdmissionMode.VerifyOnly ResolvePoint(CacheGeneration generation)
    {
        var mode = place.ModeIn(generation);
        Volatile.Write(ref followedPoint, mode.Point is { Passback: not null } point ? $"{JournalRecord.PointMark}{point.Id}" : null);
        return mode;
    }

    private static ModeException UnknownKind(string kind) =>
        new(new($"Không có chế độ \"{kind}\"; hãy chọn verify, meeting hoặc procedure.", $"There is no mode \"{kind}\"; choose verify, meeting or procedure."));

    private static AdmissionMode.AtMeeting ResolveMeeting(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant)
    {
        var id = selection.Meeting ?? throw new ModeException(new("Chế độ meeting cần mã cuộc họp.", "The mode meeting needs a meeting's id."));
        var meeting = generation.FindMeeting(id)
            ?? throw new ModeException(new(
                $"Cuộc họp {id} không có trong phiên bản dữ liệu {generation.Number}; trong đó có: {Listed(generation.MeetingIds).Vietnamese}.",
                $"Meeting {id} is not in cache generation {generation.Number}, which holds: {Listed(generation.MeetingIds).English}."));
        var session = selection.Session is { } name
            ? meeting.Sessions.FirstOrDefault(one => one.Id == name)
            : meeting.Sessions.FirstOrDefault(one => instant < one.Closes) ?? meeting.Sessions[^1];
        return new AdmissionMode.AtMeeting(meeting, session ?? throw new ModeException(new(
            $"Cuộc họp {id} không có phiên {selection.Session}; các phiên là: {Listed(meeting.Sessions.Select(one => one.Id)).Vietnamese}.",
            $"Meeting {id} has no session {selection.Session}; it has: {Listed(meeting.Sessions.Select(one => one.Id)).English}.")));
    }

    private AdmissionMode ResolveProcedure(ModeSelection selection, CacheGeneration generation)
    {
        if (selection.Procedure is not { } code)
        {
            return selection switch
            {
                not { CaseNumber: null, Purpose: null } => throw new ModeException(new("Mã hồ sơ và mục đích cần đi kèm mã thủ tục.", "A case number and a purpose need a procedure's code.")),
                _ when generation.Procedures.Count == 0 =>
                    throw new ModeException(new(
                        $"Không có thủ tục nào để chọn: danh mục trong phiên bản dữ liệu {generation.Number} trống; hãy đồng bộ danh mục trước: kiosk sync now",
                        $"There is no procedure to choose: the catalogue in cache generation {generation.Number} is empty; bring a catalogue first: kiosk sync now")),
                _ => new AdmissionMode.AwaitingChoice(),
            };
        }

        var procedure = generation.Procedures.FirstOrDefault(one => one.Code == code)
            ?? throw new ModeException(new(
                $"Thủ tục {code} không có trong phiên bản dữ liệu {generation.Number}; trong đó có: {Listed(generation.Procedures.Select(one => one.Code)).Vietnamese}.",
                $"Procedure {code} is not in cache generation {generation.Number}, which holds: {Listed(generation.Procedures.Select(one => one.Code)).English}."));
        if (!Purpose.TryParse(selection.Purpose ?? procedure.Vietnamese, out var purpose))
        {
            throw new ModeException(new($"Mục đích phải là một dòng từ 1 đến {Purpose.MaxLength} ký tự.", $"The purpose must be one line of 1 to {Purpose.MaxLength} characters."));
        }

        CaseNumber? number = null;
        if (selection.CaseNumber is { } text && !CaseNumber.TryParse(text, out number))
        {
            throw new ModeException(new(
                $"Mã hồ sơ \"{text}\" phải có từ 1 đến {CaseNumber.MaxLength} chữ cái, chữ số, '/', '-' hoặc '.'.",
                $"Case number \"{text}\" must have 1 to {CaseNumber.MaxLength} letters, digits, '/', '-' or '.'."));
        }

        return new AdmissionMode.ForProcedure(procedure, number, purpose, procedureKey)
        {
            Calendar = generation.OfficeCalendar,
            Missing = [.. (procedure.Documents ?? []).Where((_, index) => ((selection.MissingDocuments ?? 0) >> index & 1) != 0)],
        };
    }

    private static Phrase Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? Phrase.Untranslated(listed) : new("không có gì", "none");

    /// <summary>Checks that the mode file, if there is one, can be used; changes nothing.</summary>
    /// <exception cref="OutOfServiceException">It cannot. The configured mode does not stand in for a choice that cannot be read.</exception>
    public static void Check(KioskFolders folders) => _ = ReadChoice(folders.ModeFile);

    private static ModeSelection? ReadChoice(string path)
    {
        if (!Path.Exists(path))
        {
            return null;
        }

        var content = Array.Empty<byte>();
        try
        {
            content = RegularFile.Read(path, MaxFile);
            return ModeSelection.Parse(content);
        }
        catch (NotAFileException other)
        {
            throw Unusable(other.Sentence.Then(new("Khi không có tệp này, máy ở chế độ nêu trong thiết lập.", "Without one the terminal has the configured mode.")), other);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Unusable(FolderOwner.Denied(path, "đọc", "read"), denied);
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw Unusable(
                new(
                    $"{path}: đây không phải chế độ của máy. Hãy xóa tệp này để trở về chế độ nêu trong thiết lập.",
                    $"{path}: not a mode: {(exception is JsonException mistake ? JsonMistake.In(content, mistake) : exception.Message)} Remove the file to return to the configured mode."),
                exception);
        }
    }

    private static OutOfServiceException Unusable(Phrase sentence, Exception cause) =>
        new(new OutOfService(ReasonCode.TerminalOutOfService, sentence, TerminalNotices.ModeUnreadable), cause);
}

/// <summary>A mode cannot be entered. The message is one sentence.</summary>
internal sealed class ModeException(Phrase sentence) : SentenceException(sentence);
