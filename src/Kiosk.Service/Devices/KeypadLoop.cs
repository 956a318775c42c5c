using System.Threading.Channels;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Input;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Drives the operator's menu by keys, as <see cref="TouchLoop"/> does by touches. A keypad that is missing or goes away is reported once and searched for every five seconds.</summary>
internal sealed partial class KeypadLoop(OperatorDesk desk, KioskOptions options, TimeProvider time, ILogger<KeypadLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private bool hasFailed;

    /// <returns>What a key asks of the menu.</returns>
    public static ScreenAction ActionOf(PadKey key) => key switch
    {
        PadKey.Previous => new ScreenAction.TurnPage(IsForward: false),
        PadKey.Next => new ScreenAction.TurnPage(IsForward: true),
        PadKey.Enter => new ScreenAction.Continue(),
        PadKey.Back => new ScreenAction.Back(),
        _ => new ScreenAction.Choose(key - PadKey.One),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Inputs.HasKeys)
        {
            return;
        }

        while (true)
        {
            await FollowAsync(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var keys = Channel.CreateBounded<PadKey>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropNewest });
        try
        {
            using var pad = Keypad.Open(options.Inputs.Keys, key => keys.Writer.TryWrite(key), lost => keys.Writer.Complete(lost));
            hasFailed = false;
            Log.Opened(logger, pad.Path);
            await foreach (var key in keys.Reader.ReadAllAsync(cancellationToken))
            {
                desk.Obey(ActionOf(key));
            }
        }
        catch (DeviceException exception)
        {
            if (!hasFailed)
            {
                Log.Failed(logger, exception.Message);
            }

            hasFailed = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(624, LogLevel.Information, "The operator's keys are those of {Path}")]
        public static partial void Opened(ILogger logger, string path);

        [LoggerMessage(625, LogLevel.Error, "No keys are taken: {Reason} The operator's menu needs touch or `kiosk meeting` until then; see: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
