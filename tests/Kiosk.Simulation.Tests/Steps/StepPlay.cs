using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Trials.Pki;

namespace Kiosk.Simulation.Tests.Steps;

/// <summary>Plays steps on a world, one at a time: none begins before the one before it has ended.</summary>
internal sealed class StepPlay(World world)
{
    private const int MaxBreak = 2_000;
    private const int MaxCallsUntilCut = 30;
    private const int MaxClockStep = 60;

    private readonly TapLaws taps = new(world);

    public async Task PlayAsync(Step step)
    {
        world.Advance(step.After);
        var site = world.Sites[step.Door % world.Sites.Count];
        if (!PlayOutside(step) && !await PlayAtCollectorAsync(step) && !await PlayOnDiskAsync(step, site))
        {
            await PlayAtTerminalAsync(step, site, await site.RunningAsync());
            site.Life?.SignIfDue();
        }

        WorldLaws.Check(world);
    }

    private bool PlayOutside(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.FeedDown:
                world.Feed.IsDown = true;
                return true;
            case StepKind.FeedUp:
                (world.Feed.IsDown, world.Feed.BreaksAfter, world.Feed.Folder) = (false, null, world.Desk.Folder);
                return true;
            case StepKind.FeedBreaks:
                world.Feed.BreaksAfter = new Random(step.Seed).Next(MaxBreak);
                return true;
            case StepKind.FeedStale:
                world.Feed.Folder = Older(step).Folder;
                return true;
            case StepKind.ClockStep:
                StepClock(world.Sites[step.Door % world.Sites.Count], step);
                return true;
            case StepKind.NetworkTime:
                world.Sites[step.Door % world.Sites.Count].ToggleNetworkTime(world.Time.GetUtcNow());
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> PlayAtCollectorAsync(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Publish:
                await world.Desk.PublishAsync(step.Subject);
                return true;
            case StepKind.CollectorDown:
                world.Hall.IsDown = true;
                return true;
            case StepKind.CollectorUp:
                world.Hall.IsDown = false;
                return true;
            case StepKind.CollectorRestart:
                await world.Hall.RestartAsync();
                return true;
            case StepKind.CollectorBackup:
                await world.Hall.BackUpAsync();
                return true;
            case StepKind.CollectorPutBack:
                await world.Hall.PutBackAsync();
                return true;
            case StepKind.LoseAnswer:
                world.Hall.AnswersToLose++;
                return true;
            case StepKind.DoubleBatch:
                world.Hall.BatchesToDouble++;
                return true;
            default:
                return false;
        }
    }

    private static async Task<bool> PlayOnDiskAsync(Step step, TerminalSite site)
    {
        switch (step.Kind)
        {
            case StepKind.Cut:
                site.Disk.CutNow(step.Seed);
                await site.RunningAsync();
                return true;
            case StepKind.CutDuring:
                site.Disk.CutDuring(new Random(step.Seed).Next(MaxCallsUntilCut), step.Seed);
                return true;
            case StepKind.Restart:
                await site.RestartAsync();
                return true;
            case StepKind.DiskFull:
                site.Disk.IsFull = true;
                return true;
            case StepKind.DiskFree:
                await site.RepairAsync();
                return true;
            case StepKind.FailSync:
                site.Disk.FailNextSync(step.Seed);
                return true;
            case StepKind.TakeImage:
                await site.TakeImageAsync();
                return true;
            case StepKind.PutBackCache:
                await site.PutBackCacheAsync();
                return true;
            case StepKind.PutBackDisk:
                await site.PutBackDiskAsync();
                return true;
            default:
                return false;
        }
    }

    private async Task PlayAtTerminalAsync(Step step, TerminalSite site, TerminalLife? life)
    {
        if (life is null)
        {
            return;
        }

        switch (step.Kind)
        {
            case StepKind.Tap:
                await taps.TapAsync(site, life, PersonOf(step), Cast.ImageOf(PersonOf(step)));
                break;
            case StepKind.TornTap:
                var card = Cast.CardOf(PersonOf(step));
                await taps.TapAsync(site, life, PersonOf(step), card.Image(step.Seed % 2 == 0 ? IssuedCardImages.WhenRead(new CardImageFault.Remove()) : IssuedCardImages.WhenAuthenticating(new CardImageFault.Remove())));
                break;
            case StepKind.Sync:
                await SyncAsync(site, life, life.Sync.Source!);
                break;
            case StepKind.Stick:
                await SyncAsync(site, life, new StickFeedFiles(step.Seed % 2 == 0 ? world.Desk.Newest.Folder : Older(step).Folder, []));
                break;
            case StepKind.Upload:
                await life.UploadAsync();
                break;
            case StepKind.Listen:
                await life.ListenAsync();
                break;
            case StepKind.Unplug:
                life.Reader.IsUnplugged = true;
                break;
            case StepKind.Plug:
                life.Reader.IsUnplugged = false;
                break;
            case StepKind.Undo:
                life.Undo();
                break;
            case StepKind.SwitchMode:
                Switch(site, life, step);
                break;
            case StepKind.Compact:
                await life.CompactAsync();
                break;
            default:
                throw new InvalidOperationException($"{step.Kind} is played nowhere.");
        }
    }

    public static async Task SyncAsync(TerminalSite site, TerminalLife life, IFeedFiles source)
    {
        if (await life.SyncAsync(source) && !site.Disk.IsOff)
        {
            site.Ledger.Whole = Math.Max(site.Ledger.Whole, life.Sync.Site.Metadata.KeptVersions()!.Timestamp);
        }
    }

    private static void Switch(TerminalSite site, TerminalLife life, Step step)
    {
        var mode = step.Seed % 3 == 0 ? new ModeSelection(ModeSelection.Verify) : new ModeSelection(ModeSelection.AtMeeting, Cast.Meeting.Id);
        site.Ledger.ModeInDoubt = mode.Name;
        if (life.Switch(mode) && !site.Disk.IsOff)
        {
            site.Ledger.Mode = mode.Name;
        }
    }

    private static void StepClock(TerminalSite site, Step step)
    {
        site.HasNetworkTime = false;
        site.Time.SetUtcNow(site.Time.GetUtcNow() + TimeSpan.FromHours(new Random(step.Seed).Next(-MaxClockStep, MaxClockStep)));
    }

    private Publication Older(Step step) => world.Desk.Publications[step.Subject % world.Desk.Publications.Count];

    private static int PersonOf(Step step) => step.Subject < Cast.Count ? step.Subject : step.Subject % Cast.Delegates;
}
