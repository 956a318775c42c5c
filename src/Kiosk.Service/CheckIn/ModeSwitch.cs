using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Holds what the terminal is for: as configured, until a clerk switches it, which survives a restart. On top of that, what was chosen at the terminal itself for
/// the next receipt; that does not.
/// </summary>
internal sealed class ModeSwitch
{
    /// <summary>More than any choice takes.</summary>
    private const int MaxFile = 64 * 1024;

    private readonly KioskFolders folders;
    private readonly IDurableFiles files;
    private readonly ReadOnlyMemory<byte> procedureKey;
    private readonly bool opensInVerifyMode;
    private ModeSelection standing;
    private ModeSelection? chosen;

    private ModeSwitch(KioskFolders folders, IDurableFiles files, ReadOnlyMemory<byte> procedureKey, bool opensInVerifyMode, ModeSelection? chosenBefore, ModeSelection configured)
    {
        (this.folders, this.files, this.procedureKey, this.opensInVerifyMode) = (folders, files, procedureKey, opensInVerifyMode);
        (standing, IsAsConfigured) = (chosenBefore ?? configured, chosenBefore is null);
    }

    /// <summary>Raised after each switch or choice, by whoever made it; a handler must not block.</summary>
    public event Action? Changed;

    /// <summary>What the next tap is for.</summary>
    public ModeSelection Current => Volatile.Read(ref chosen) ?? Standing;

    /// <summary>What the terminal is for when nothing is chosen for the next receipt.</summary>
    public ModeSelection Standing => Volatile.Read(ref standing);

    /// <summary>Somebody at the terminal is choosing, or has chosen, what the next receipt is for.</summary>
    public bool HasChoice => Volatile.Read(ref chosen) is not null;

    /// <summary>It was opened as the settings have it: nobody had switched it before.</summary>
    public bool IsAsConfigured { get; }

    /// <param name="opensInVerifyMode">Whether the mode that only verifies opens the door.</param>
    /// <exception cref="ConfigurationException">The file of the last choice cannot be used.</exception>
    public static ModeSwitch Open(KioskFolders folders, ModeOptions configured, bool opensInVerifyMode, IDurableFiles files)
    {
        var key = ProcedureKey.OpenOrCreate(folders.ProcedureKeyFile, files);
        return new ModeSwitch(folders, files, key, opensInVerifyMode, ReadChoice(folders.ModeFile), ModeSelection.From(configured));
    }

    /// <summary>Looks the chosen names up in a generation.</summary>
    /// <param name="instant">Chooses the session where none was named: the one that is open or opens next, else the last.</param>
    /// <exception cref="ModeException">A name is unknown or missing. The message is one sentence.</exception>
    public AdmissionMode Resolve(CacheGeneration generation, DateTimeOffset instant) => Resolve(Current, generation, instant);

    /// <summary>Switches, once the choice is on record and then on the disk: what is not on record must not be in force after a restart either.</summary>
    /// <param name="record">Writes what the terminal is for from now on to the journal; what it throws leaves everything as it was.</param>
    /// <exception cref="ModeException">A name is unknown or missing; nothing was changed.</exception>
    /// <exception cref="IOException">The choice could not be written; the former mode stays and is on record once more.</exception>
    public AdmissionMode SwitchTo(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant, Action<ModeSelection> record)
    {
        var mode = Resolve(selection, generation, instant);
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

    /// <summary>From now on, until <see cref="Release"/> or a switch, taps are for this.</summary>
    /// <exception cref="ModeException">A name is unknown; nothing was changed.</exception>
    public void Choose(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant)
    {
        _ = Resolve(selection, generation, instant);
        SetChoice(selection);
    }

    /// <summary>From now on, until something is chosen, no tap counts: it must not go to what was chosen before.</summary>
    public void AwaitChoice() => SetChoice(new ModeSelection(ModeSelection.ForProcedure));

    /// <summary>Returns to what the terminal stands at.</summary>
    public void Release() => SetChoice(null);

    private void SetChoice(ModeSelection? selection)
    {
        Volatile.Write(ref chosen, selection);
        Changed?.Invoke();
    }

    private AdmissionMode Resolve(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant) => selection.Kind switch
    {
        ModeSelection.Verify => new AdmissionMode.VerifyOnly(opensInVerifyMode),
        ModeSelection.AtMeeting => ResolveMeeting(selection, generation, instant),
        ModeSelection.ForProcedure => ResolveProcedure(selection, generation),
        _ => throw new ModeException($"There is no mode \"{selection.Kind}\"; choose verify, meeting or procedure."),
    };

    private static AdmissionMode.AtMeeting ResolveMeeting(ModeSelection selection, CacheGeneration generation, DateTimeOffset instant)
    {
        var id = selection.Meeting ?? throw new ModeException("The mode meeting needs a meeting's id.");
        var meeting = generation.FindMeeting(id)
            ?? throw new ModeException($"Meeting {id} is not in cache generation {generation.Number}, which holds: {Listed(generation.MeetingIds)}.");
        var session = selection.Session is { } name
            ? meeting.Sessions.FirstOrDefault(one => one.Id == name)
            : meeting.Sessions.FirstOrDefault(one => instant < one.Closes) ?? meeting.Sessions[^1];
        return new AdmissionMode.AtMeeting(meeting, session ?? throw new ModeException($"Meeting {id} has no session {selection.Session}; it has: {Listed(meeting.Sessions.Select(one => one.Id))}."));
    }

    private AdmissionMode ResolveProcedure(ModeSelection selection, CacheGeneration generation)
    {
        if (selection.Procedure is not { } code)
        {
            return selection switch
            {
                not { CaseNumber: null, Purpose: null } => throw new ModeException("A case number and a purpose need a procedure's code."),
                _ when generation.Procedures.Count == 0 =>
                    throw new ModeException($"There is no procedure to choose: the catalogue in cache generation {generation.Number} is empty; bring a catalogue first: kiosk sync now"),
                _ => new AdmissionMode.AwaitingChoice(),
            };
        }

        var procedure = generation.Procedures.FirstOrDefault(one => one.Code == code)
            ?? throw new ModeException($"Procedure {code} is not in cache generation {generation.Number}, which holds: {Listed(generation.Procedures.Select(one => one.Code))}.");
        if (!Purpose.TryParse(selection.Purpose ?? procedure.Vietnamese, out var purpose))
        {
            throw new ModeException($"The purpose must be one line of 1 to {Purpose.MaxLength} characters.");
        }

        CaseNumber? number = null;
        if (selection.CaseNumber is { } text && !CaseNumber.TryParse(text, out number))
        {
            throw new ModeException($"Case number \"{text}\" must have 1 to {CaseNumber.MaxLength} letters, digits, '/', '-' or '.'.");
        }

        return new AdmissionMode.ForProcedure(procedure, number, purpose, procedureKey) { Calendar = generation.OfficeCalendar };
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));

    /// <summary>Whether the file of the last choice can be used; changes nothing.</summary>
    /// <exception cref="ConfigurationException">It cannot.</exception>
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
            throw new ConfigurationException($"{path}: {other.Reason} Without one the terminal has the configured mode.", other);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: not a mode: {(exception is JsonException mistake ? JsonMistake.In(content, mistake) : exception.Message)} Remove the file to return to the configured mode.", exception);
        }
    }
}

/// <summary>A mode cannot be entered. The message is one sentence.</summary>
internal sealed class ModeException(string message) : Exception(message);
