using System.Net;
using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Tests.Page;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A secret meeting: every output of the terminal is watched for its title, its agenda and everybody's name, and the network for any use at all.</summary>
public sealed class SecretMeetingTests : IAsyncDisposable
{
    private const string Title = "Hội nghị kín về nhân sự";
    private const string Agenda = "Phiên xem xét đề án số 7";

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard staff = TappedCards.Member(2);
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly WatchedNetwork network = new();
    private readonly Hall hall;

    public SecretMeetingTests()
    {
        hall = new Hall(member)
        {
            Collector = network,
            Adjust = options => options.Upload = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = CosignerKey.Of(TestCollectorKey.Of("hall").Key).ToString() },
        };
        hall.Source.Put(staff, TestCacheSource.MemberOf(staff) with { Duties = [Duty.Operator] });
    }

    private string[] Secrets => [Title, Agenda, TestCacheSource.MemberOf(member).Name, TestCacheSource.MemberOf(staff).Name, "Chi bộ 1", PersonIn(TestCacheSource.Meeting)];

    [Fact]
    public async Task No_output_says_anything_of_it_and_no_network_is_used()
    {
        var (outputs, terminal) = await HoldAsync(isSecret: true);

        Assert.All(outputs, output => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, output.Value, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(0, network.Requests);
        Assert.True(terminal.Status.Of(terminal.Health).NetworkForbidden);
        // It was held all the same.
        Assert.Equal(1, terminal.Status.Of(terminal.Health).Presence!.Present);
    }

    [Fact]
    public async Task The_same_watch_over_another_meeting_finds_all_of_it()
    {
        var (outputs, _) = await HoldAsync(isSecret: false);

        Assert.All(Secrets.Except(["Chi bộ 1"]), secret => Assert.Contains(outputs, output => output.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        await network.UsedAsync();
    }

    [Fact]
    public async Task After_its_end_the_network_is_used_again_and_what_goes_out_says_nothing_of_it()
    {
        var (_, terminal) = await HoldAsync(isSecret: true);

        terminal.Acts.End("test");
        var used = network.UsedAsync();
        while (!used.IsCompleted)
        {
            hall.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await used;
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, network.Sent, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Its_records_are_in_a_journal_of_their_own_which_knows_who_is_in_after_a_restart()
    {
        await HoldAsync(isSecret: true);

        var terminal = await hall.OpenAsync();

        Assert.Equal(1, terminal.Status.Of(terminal.Health).Presence!.Present);
        Assert.Empty(hall.Records);
        var recorded = JournalReader.Open(hall.Folders.SecretJournal).Read().Select(entry => entry.Record).ToList();
        Assert.Equal([JournalOutcome.Admitted, JournalOutcome.AlreadyIn], recorded.Select(record => record.Outcome));
    }

    public async ValueTask DisposeAsync()
    {
        await hall.DisposeAsync();
        network.Dispose();
        folder.Dispose();
    }

    private static string PersonIn(Meeting meeting) => Pseudonym.ForMeeting(meeting, TestCacheSource.TagOf(TappedCards.Member(1))).ToString();

    /// <summary>Holds the meeting: an arrival, the same card again, an operator's menu, and a look at every page.</summary>
    private async Task<(IReadOnlyDictionary<string, string> Outputs, RunningTerminal Terminal)> HoldAsync(bool isSecret)
    {
        var session = TestCacheSource.Meeting.Sessions[0];
        hall.Source.Feed.PutMeeting(TestCacheSource.Meeting with { Title = Title, HidesTitle = isSecret, Sessions = [session with { Title = Agenda }, session with { Id = "phien-2", Title = Agenda + "b" }] });
        hall.Publish();
        var terminal = await hall.OpenAsync(hasPage: true);
        using var visitor = new PageVisitor(terminal);
        using var health = new HttpClient { BaseAddress = terminal.Address, Timeout = TimeSpan.FromSeconds(30) };
        using var seen = new SeenScreens(terminal.Presenter);
        var screens = new List<Screen> { await seen.UntilAsync(screen => screen is Screen.Idle) };
        screens.Add((await terminal.TapAsync(member.Image())).Screen);
        hall.Time.Advance(RepeatTapGuard.Window);
        screens.Add((await terminal.TapAsync(member.Image())).Screen);
        hall.Time.Advance(ScreenPresenter.MinDwell);
        screens.Add((await terminal.TapAsync(staff.Image())).Screen);
        terminal.Desks.Obey(new ScreenAction.Choose(1));
        screens.Add(await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 2 }));
        screens.Add(terminal.Operators.Overview());
        hall.Time.Advance(TimeSpan.FromMinutes(2));
        var stick = JournalCopy.Write(hall.Folders.Journal, folder["."], RunningTerminal.Id, new DurableFiles());
        return (new Dictionary<string, string>
        {
            ["screens"] = string.Join('\n', screens.SelectMany(WordsOf)),
            ["page"] = string.Join('\n', await visitor.ListenAsync(told => told.StartsWith("state ", StringComparison.Ordinal))),
            ["log"] = terminal.Log,
            ["metrics"] = await health.GetStringAsync(new Uri("/metrics", UriKind.Relative)),
            ["health"] = await health.GetStringAsync(new Uri("/health/ready", UriKind.Relative)),
            ["status"] = terminal.StatusJsonText,
            ["upload"] = network.Sent,
            ["stick"] = BytesIn(stick.Folder),
            ["journal"] = BytesIn(hall.Folders.Journal),
        }, terminal);
    }

    private static IEnumerable<string> WordsOf(Screen screen) =>
        ((Language[])[Language.Vietnamese, Language.English]).Select(language => ScreenWords.Of(screen, language)).SelectMany(words => words.Lines.Prepend(words.Headline));

    // As text in which UTF-8 and the hexadecimal form of bytes can be found.
    private static string BytesIn(string path) => string.Join('\n', Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(File.ReadAllBytes)
        .Select(bytes => Encoding.UTF8.GetString(bytes) + Convert.ToHexStringLower(bytes)));

    private sealed class WatchedNetwork : HttpMessageHandler
    {
        private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

        private readonly TaskCompletionSource used = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly StringBuilder sent = new();
        private int requests;

        public int Requests => Volatile.Read(ref requests);

        /// <summary>Addresses and bodies, as text and hexadecimal.</summary>
        public string Sent
        {
            get
            {
                lock (sent)
                {
                    return sent.ToString();
                }
            }
        }

        public Task UsedAsync() => used.Task.WaitAsync(Timeout);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            lock (sent)
            {
                sent.Append(request.RequestUri).Append(Encoding.UTF8.GetString(body)).Append(Convert.ToHexStringLower(body));
            }

            Interlocked.Increment(ref requests);
            used.TrySetResult();
            return new(HttpStatusCode.ServiceUnavailable);
        }
    }
}
