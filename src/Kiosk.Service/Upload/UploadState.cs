using System.Text;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Upload;

/// <summary>The progress of uploads, for monitoring. Thread-safe.</summary>
internal sealed class UploadState(CheckInJournal journal)
{
    private readonly Lock gate = new();
    private UploadCursor cursor = UploadCursor.Start;
    private UploadSnapshot snapshot = UploadSnapshot.Off;
    private long bytes;
    private long refusals;
    private long failures;

    /// <summary>The state now.</summary>
    public UploadSnapshot Now
    {
        get
        {
            lock (gate)
            {
                return snapshot.IsOn ? snapshot with { Unsent = cursor.Unsent(journal.LastSequence.Value), Parked = cursor.ParkedRecords, Batches = cursor.Parked, Contiguous = cursor.Contiguous } : snapshot;
            }
        }
    }

    /// <summary>A collector is named in the settings.</summary>
    public void Begin(UploadCursor from, ulong receipted) => Change(state => state with { IsOn = true, Receipted = receipted }, from);

    public void Moved(UploadCursor to) => Change(state => state, to);

    public void Receipted(ulong size) => Change(state => state with { Receipted = Math.Max(state.Receipted, size) });

    /// <param name="length">Of the batch, in bytes.</param>
    /// <param name="problem">Null if there is none.</param>
    public void Ended(UploadOutcome outcome, int length, Phrase? problem, DateTimeOffset now)
    {
        Interlocked.Add(ref bytes, length);
        _ = outcome switch
        {
            UploadOutcome.Stored => 0,
            UploadOutcome.Postponed => Interlocked.Increment(ref failures),
            _ => Interlocked.Increment(ref refusals),
        };
        Change(state => state with { Problem = problem, LastAnswer = outcome is UploadOutcome.Stored ? now : state.LastAnswer });
    }

    /// <summary>The collector holds what the journal here should hold too. The first evidence stays until the next start.</summary>
    public void PutBack(Phrase evidence) => Change(state => state with { PutBack = state.PutBack ?? evidence });

    public void Failed(Phrase problem) => Change(state => state with { Problem = problem });

    /// <summary>In the Prometheus text format 0.0.4; empty if nothing is uploaded.</summary>
    public string ToText()
    {
        var now = Now;
        if (!now.IsOn)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(text, "kiosk_upload_unsent_records", "gauge", "Journal records that the collector has not confirmed.", now.Unsent);
        Append(text, "kiosk_upload_parked_records", "gauge", "Of those, records that the collector refused.", now.Parked);
        Append(text, "kiosk_upload_receipted_records", "gauge", "Journal records covered by the collector's newest receipt.", now.Receipted);
        Append(text, "kiosk_upload_bytes_total", "counter", "Bytes of batches sent.", Interlocked.Read(ref bytes));
        Append(text, "kiosk_upload_failures_total", "counter", "Batches without a usable answer.", Interlocked.Read(ref failures));
        Append(text, "kiosk_upload_refusals_total", "counter", "Batches that the collector refused.", Interlocked.Read(ref refusals));
        Append(text, "kiosk_upload_last_success_seconds", "gauge", "When the collector last stored a batch, in Unix time; NaN before that.", now.LastAnswer?.ToUnixTimeSeconds() ?? double.NaN);
        return text.ToString();
    }

    private void Change(Func<UploadSnapshot, UploadSnapshot> change, UploadCursor? to = null)
    {
        lock (gate)
        {
            snapshot = change(snapshot);
            cursor = to ?? cursor;
        }
    }

    private static void Append(StringBuilder text, string name, string type, string help, double value) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
}
