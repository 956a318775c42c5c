using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>Mode setting with dumb buffers as drm/drm.h and drm/drm_mode.h declare it.</summary>
internal static unsafe class DrmNative
{
    public const uint DRM_IOCTL_GET_CAP = 0xC010640C;
    public const uint DRM_IOCTL_SET_MASTER = 0x0000641E;
    public const uint DRM_IOCTL_MODE_GETRESOURCES = 0xC04064A0;
    public const uint DRM_IOCTL_MODE_SETCRTC = 0xC06864A2;
    public const uint DRM_IOCTL_MODE_CURSOR = 0xC01C64A3;
    public const uint DRM_IOCTL_MODE_GETENCODER = 0xC01464A6;
    public const uint DRM_IOCTL_MODE_GETCONNECTOR = 0xC05064A7;
    public const uint DRM_IOCTL_MODE_GETPROPERTY = 0xC04064AA;
    public const uint DRM_IOCTL_MODE_SETPROPERTY = 0xC01064AB;
    public const uint DRM_IOCTL_MODE_ADDFB = 0xC01C64AE;
    public const uint DRM_IOCTL_MODE_RMFB = 0xC00464AF;
    public const uint DRM_IOCTL_MODE_PAGE_FLIP = 0xC01864B0;
    public const uint DRM_IOCTL_MODE_DIRTYFB = 0xC01864B1;
    public const uint DRM_IOCTL_MODE_CREATE_DUMB = 0xC02064B2;
    public const uint DRM_IOCTL_MODE_MAP_DUMB = 0xC01064B3;
    public const uint DRM_IOCTL_MODE_DESTROY_DUMB = 0xC00464B4;

    public const ulong DRM_CAP_DUMB_BUFFER = 1;
    public const uint DRM_MODE_CONNECTED = 1;
    public const uint DRM_MODE_TYPE_PREFERRED = 1 << 3;
    public const uint DRM_MODE_PAGE_FLIP_EVENT = 1;
    public const uint DRM_MODE_CURSOR_BO = 1;
    public const ulong DRM_MODE_DPMS_OFF = 3;
    public const int NameLength = 32;

    [StructLayout(LayoutKind.Sequential)]
    internal struct Capability
    {
        public ulong Name;
        public ulong Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct CardResources
    {
        public ulong FbIds;
        public uint* CrtcIds;
        public uint* ConnectorIds;
        public ulong EncoderIds;
        public uint FbCount;
        public uint CrtcCount;
        public uint ConnectorCount;
        public uint EncoderCount;
        public uint MinWidth;
        public uint MaxWidth;
        public uint MinHeight;
        public uint MaxHeight;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ModeInfo
    {
        public uint Clock;
        public ushort HDisplay;
        public ushort HSyncStart;
        public ushort HSyncEnd;
        public ushort HTotal;
        public ushort HSkew;
        public ushort VDisplay;
        public ushort VSyncStart;
        public ushort VSyncEnd;
        public ushort VTotal;
        public ushort VScan;
        public uint VRefresh;
        public uint Flags;
        public uint Type;
        public fixed byte Name[NameLength];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Connector
    {
        public uint* Encoders;
        public ModeInfo* Modes;
        public uint* Properties;
        public ulong* PropertyValues;
        public uint ModeCount;
        public uint PropertyCount;
        public uint EncoderCount;
        public uint EncoderId;
        public uint ConnectorId;
        public uint ConnectorType;
        public uint ConnectorTypeId;
        public uint Connection;
        public uint WidthInMillimetres;
        public uint HeightInMillimetres;
        public uint Subpixel;
        public uint Padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Encoder
    {
        public uint EncoderId;
        public uint EncoderType;
        public uint CrtcId;
        public uint PossibleCrtcs;
        public uint PossibleClones;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Crtc
    {
        public uint* Connectors;
        public uint ConnectorCount;
        public uint CrtcId;
        public uint FbId;
        public uint X;
        public uint Y;
        public uint GammaSize;
        public uint ModeValid;
        public ModeInfo Mode;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Cursor
    {
        public uint Flags;
        public uint CrtcId;
        public int X;
        public int Y;
        public uint Width;
        public uint Height;
        public uint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Property
    {
        public ulong Values;
        public ulong Enums;
        public uint PropertyId;
        public uint Flags;
        public fixed byte Name[NameLength];
        public uint ValueCount;
        public uint EnumCount;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ConnectorProperty
    {
        public ulong Value;
        public uint PropertyId;
        public uint ConnectorId;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Framebuffer
    {
        public uint FbId;
        public uint Width;
        public uint Height;
        public uint Pitch;
        public uint BitsPerPixel;
        public uint Depth;
        public uint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct PageFlip
    {
        public uint CrtcId;
        public uint FbId;
        public uint Flags;
        public uint Reserved;
        public ulong UserData;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Dirty
    {
        public uint FbId;
        public uint Flags;
        public uint Color;
        public uint ClipCount;
        public ulong Clips;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct CreateDumb
    {
        public uint Height;
        public uint Width;
        public uint BitsPerPixel;
        public uint Flags;
        public uint Handle;
        public uint Pitch;
        public ulong Size;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MapDumb
    {
        public uint Handle;
        public uint Padding;
        public ulong Offset;
    }
}
