using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>
/// The collector: its real ingest, storage on SQLite, and telling doors of each other. What lies before them, Kestrel, TLS and the recognition of certificates, is left out: a terminal is whoever its line says.
/// </summary>
internal sealed class Hall : IAsyncDisposable
{
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly Dictionary<string, NoteKey> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string TerminalId, ulong Sequence), FrameHash> answered = [];
    private SqliteDatabase database;
    private JournalStore store;
    private BatchIngest ingest;
    private ArrivalHub hub;

    private Hall(string folder, TimeProvider time)
    {
        (this.folder, this.time) = (folder, time);
        (database, store, ingest, hub) = Open();
    }

    public static CosignerKey Key => CosignerKey.Of(Signer.Key);

    private static INoteSigner Signer { get; } = TestCollectorKey.Of("hall");

    public bool IsDown { get; set; }

    /// <summary>So many batches to come are stored and their answers lost.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>So many batches to come arrive twice.</summary>
    public int BatchesToDouble { get; set; }

    private string File => Path.Combine(folder, "hall.sqlite");

    private string Backup => Path.Combine(folder, "hall.backup");

    public static async Task<Hall> CreateAsync(string folder, TimeProvider time)
    {
        var hall = new Hall(folder, time);
        await hall.store.MigrateAsync(CancellationToken.None);
        await hall.BackUpAsync();
        return hall;
    }

    /// <summary>Knows a terminal by its key from now on.</summary>
    public void Enrol(string terminalId, NoteKey key) => keys[terminalId] = key;

    /// <summary>What was in memory only is gone.</summary>
    public Task RestartAsync() => ReopenAsync(() => { });

    public Task BackUpAsync() => ReopenAsync(() => System.IO.File.Copy(File, Backup, overwrite: true));

    /// <summary>Puts the last backup in place of what was stored since.</summary>
    public async Task PutBackAsync()
    {
        await LoseAsync();
        answered.Clear();
        foreach (var terminalId in keys.Keys)
        {
            await AnswerForAsync(terminalId);
        }
    }

    /// <summary>The same, and nobody is to know.</summary>
    public Task LoseAsync() => ReopenAsync(() => System.IO.File.Copy(Backup, File, overwrite: true));

    /// <summary>What it has answered for and knows that it has.</summary>
    public IEnumerable<FrameHash> Answered(string terminalId) => answered.Where(one => one.Key.TerminalId == terminalId).Select(one => one.Value);

    public HttpMessageHandler LineOf(string terminalId) => new HallLine(this, terminalId);

    /// <summary>Numbers and hashes of a terminal's frames, as they are stored.</summary>
    public Task<IReadOnlyList<FrameHash>> FramesAsync(string terminalId) =>
        store.ChangeAsync<IReadOnlyList<FrameHash>>(terminalId, keys[terminalId], _ => false, time.GetUtcNow(), async transaction => [.. await transaction.HashesAsync(1, ulong.MaxValue >> 1, CancellationToken.None)], CancellationToken.None);

    public Task<List<ForkAlarm>> ForksAsync() => store.ForksAsync(CancellationToken.None);

    public async Task<IReadOnlyList<AttendanceList>> AttendanceAsync() => AttendanceList.Of(await store.ArrivalsAsync(Cast.Meeting.Id, CancellationToken.None));

    public async Task<HttpResponseMessage> AnswerAsync(string terminalId, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("The collector is down.");
        }

        if (request.Method == HttpMethod.Get)
        {
            return await TellAsync(terminalId, request.RequestUri!, cancellationToken);
        }

        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var answer = await StoreAsync(terminalId, body);
        if (BatchesToDouble > 0)
        {
            BatchesToDouble--;
            answer = await StoreAsync(terminalId, body);
        }

        if (AnswersToLose > 0)
        {
            AnswersToLose--;
            throw new HttpRequestException("The answer was lost.");
        }

        return answer;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    // As FramesEndpoint answers.
    private async Task<HttpResponseMessage> StoreAsync(string terminalId, byte[] body)
    {
        switch (await ingest.StoreAsync(UploadBatch.Parse(body), keys[terminalId], CancellationToken.None))
        {
            case IngestOutcome.Stored stored:
                hub.Publish(stored.Journal!, stored.Added);
                await AnswerForAsync(terminalId);
                return new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(stored.Answer.Encode()) };
            case IngestOutcome.Refused refused:
                return new(refused.Code is UploadRefusal.Fork ? System.Net.HttpStatusCode.Conflict : System.Net.HttpStatusCode.UnprocessableEntity)
                {
                    Content = new ByteArrayContent(new UploadRefusal(refused.Code, refused.Sentence.English).Encode()),
                };
            default:
                throw new InvalidOperationException("Every outcome has an answer.");
        }
    }

    // As ArrivalsEndpoint begins; the connection then ends in order.
    private async Task<HttpResponseMessage> TellAsync(string terminalId, Uri address, CancellationToken cancellationToken)
    {
        var arrivals = await hub.OpenAsync(Cast.Meeting.Id, cancellationToken);
        var after = ulong.Parse(address.Query["?after=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        byte[] lines = [(byte)'\n', .. arrivals.After(after).Lines.Where(line => line.Arrival.Terminal != terminalId).SelectMany(line => line.Bytes.ToArray())];
        return new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(lines) };
    }

    private async Task AnswerForAsync(string terminalId)
    {
        foreach (var frame in await FramesAsync(terminalId))
        {
            answered.TryAdd((terminalId, frame.Sequence), frame);
        }
    }

    private async Task ReopenAsync(Action meanwhile)
    {
        await database.DisposeAsync();
        // The last connection closed has moved everything into the file itself.
        System.IO.File.Delete(File + "-wal");
        System.IO.File.Delete(File + "-shm");
        meanwhile();
        (database, store, ingest, hub) = Open();
    }

    private (SqliteDatabase Database, JournalStore Store, BatchIngest Ingest, ArrivalHub Hub) Open()
    {
        var opened = new SqliteDatabase(File);
        var journals = new JournalStore(opened);
        return (opened, journals, new(journals, Signer, time), new(journals, time));
    }

    private sealed class HallLine(Hall hall, string terminalId) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => hall.AnswerAsync(terminalId, request, cancellationToken);
    }
}
