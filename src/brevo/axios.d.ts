/** The form of axios that the SDK's client brings along. Its exported path has no types of its own. */
declare module 'axios/dist/node/axios.cjs' {
  import axios from 'axios'

  export default axios
}
