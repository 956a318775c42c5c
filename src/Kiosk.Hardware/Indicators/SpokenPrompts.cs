using System.ComponentModel;
using System.Diagnostics;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>Plays recorded sentences, WAV files of one folder, through ALSA's <c>aplay</c>; one at a time; a new one replaces the old. Does nothing on a machine without sound.</summary>
public sealed class SpokenPrompts(string folder, string device) : IDisposable
{
    private const string Player = "/usr/bin/aplay";
    private const string PlaybackDevices = "/dev/snd";

    private readonly Lock gate = new();
    private Process? playing;
    private bool isDisposed;

    /// <summary>Why nothing can be played, in one sentence; null if it can.</summary>
    public string? Obstacle
    {
        get
        {
            try
            {
                return NodeFolder.Entries(folder, "*.wav").Count == 0 ? $"{folder} holds no recorded sentences."
                    : !File.Exists(Player) ? $"{Player} is missing; it comes with the package alsa-utils."
                    : NodeFolder.Entries(PlaybackDevices, "pcm*p").Count == 0 ? $"{PlaybackDevices} shows no device that plays sound."
                    : null;
            }
            catch (DeviceException exception)
            {
                return exception.Message;
            }
        }
    }

    /// <summary>Starts playing and returns immediately; does nothing without a recording of that name.</summary>
    /// <param name="name">The file's name without extension.</param>
    /// <returns>Whether it is being played.</returns>
    public bool Play(string name)
    {
        var path = Path.Combine(folder, name + ".wav");
        lock (gate)
        {
            End();
            if (isDisposed || Obstacle is not null || !File.Exists(path))
            {
                return false;
            }

            try
            {
                playing = Process.Start(new ProcessStartInfo(Player, ["-q", "-D", device, path]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
                return playing is not null;
            }
            catch (Exception exception) when (exception is Win32Exception or IOException)
            {
                return false;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            End();
        }
    }

    private void End()
    {
        if (playing is { } process)
        {
            try
            {
                process.Kill();
            }
            catch (Exception over) when (over is InvalidOperationException or Win32Exception)
            {
                // It has already exited.
            }

            process.Dispose();
            playing = null;
        }
    }
}
